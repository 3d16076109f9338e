import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from './errors.ts'
import { ROOT } from './home.ts'
import { toStandardOutput as progress } from './progress.ts'
import { run } from './shell.ts'

const HOUSE = [
  ...['domain', 'ingest', 'features', 'models', 'policies', 'workflows', 'activities', 'stores', 'workers'],
  ...['commands', 'api', 'ui', 'simulator', 'stack', 'bench', 'tests'],
]

interface Check {
  name: string
  /** A script, from the root of the project, and what it is called with. */
  script: string
  args: string[]
}

const checks: Check[] = [
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'page types',
    script: 'node_modules/vue-tsc/bin/vue-tsc.js',
    args: ['--noEmit', '-p', 'ui/tsconfig.json'],
  },
  {
    name: 'imports',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', ...HOUSE.filter((room) => existsSync(join(ROOT, room)))],
  },
  { name: 'features page', script: 'commands/features-page.ts', args: ['--check'] },
]

/** `npm run check`: format, lint, types, the import table and the page of features. Every check runs, also when one before it failed. */
export async function check(): Promise<number> {
  let failed = 0
  for (const { name, script, args } of checks) {
    const work = (): Promise<string> => run(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT })
    try {
      await progress.step(name, 'checking', work, 'fine')
    } catch (error) {
      failed += 1
      progress.say(name, explain(error))
    }
  }
  return failed > 0 ? 1 : 0
}

/** `npm run format`: writes every file as the formatter wants it. */
export async function format(): Promise<number> {
  const prettier = join(ROOT, 'node_modules/prettier/bin/prettier.cjs')
  process.stdout.write(
    await run(process.execPath, [prettier, '--write', '--log-level', 'warn', '.'], { cwd: ROOT }),
  )
  return 0
}
