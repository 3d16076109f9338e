import { builtinModules } from 'node:module'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

/** Workflow code runs in Temporal's sandbox, which has none of Node's own modules and must stay deterministic. */
const nodeModules = {
  patterns: [
    { group: ['node:*', 'node:*/**'], message: 'Workflows run without Node: put this in an activity.' },
  ],
  paths: builtinModules.map((name) => ({
    name,
    message: 'Workflows run without Node: put this in an activity.',
  })),
}

export default defineConfig(
  { ignores: ['**/dist/', '.equilibrate/', 'coverage/', 'node_modules/', 'ui/node_modules/'] },
  ts.configs.recommended,
  ts.configs.stylistic,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Prettier decides how a template is laid out.
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      // Units stand last: `until_ms`.
      'vue/prop-name-casing': 'off',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', nodeModules] },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
)
