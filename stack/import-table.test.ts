import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { expect, onTestFinished, test } from 'vitest'

const table = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration

/** One file a room that breaks its rule, and nothing else. Each line: the file, what it says, the rule it breaks. */
const breaches: [file: string, text: string, rule: string][] = [
  ['domain/a.ts', `import '../stores/x.ts'`, 'domain-imports-only-what-it-may'],
  ['ingest/a.ts', `import '../features/x.ts'`, 'ingest-imports-only-what-it-may'],
  ['features/a.ts', `import '../stores/x.ts'`, 'features-imports-only-what-it-may'],
  ['models/a.ts', `import '../features/x.ts'`, 'models-imports-only-what-it-may'],
  ['policies/a.ts', `import '../models/x.ts'`, 'policies-imports-only-what-it-may'],
  ['workflows/a.ts', `import '../stores/x.ts'`, 'workflows-imports-only-what-it-may'],
  ['activities/a.ts', `import '../workflows/x.ts'`, 'activities-imports-only-what-it-may'],
  ['stores/a.ts', `import '../ingest/x.ts'`, 'stores-imports-only-what-it-may'],
  ['workers/a.ts', `import '../api/x.ts'`, 'workers-imports-only-what-it-may'],
  ['commands/a.ts', `import '../ui/x.ts'`, 'commands-imports-only-what-it-may'],
  ['api/a.ts', `import '../workflows/x.ts'`, 'api-imports-only-what-it-may'],
  ['ui/a.ts', `import '../stores/x.ts'`, 'ui-imports-only-what-it-may'],
  ['simulator/a.ts', `import '../ingest/x.ts'`, 'simulator-imports-only-what-it-may'],
  ['stack/a.ts', `import '../domain/x.ts'`, 'stack-imports-only-what-it-may'],
  ['workflows/b.ts', `import { x } from '../activities/x.ts'\nx`, 'workflows-take-only-types-of-activities'],
  ['api/b.ts', `import '../activities/x.ts'`, 'api-takes-only-the-judgement-of-the-gate'],
  ['ui/b.ts', `import { x } from '../api/contract.ts'\nx`, 'ui-takes-only-types-of-the-contract'],
  [
    'ui/c.ts',
    `import type { x } from '../api/x.ts'\nexport type y = x`,
    'ui-takes-only-the-contract-of-the-api',
  ],
  ['ui/d.ts', `import { x } from '../domain/x.ts'\nx`, 'ui-takes-only-types-and-texts-of-the-domain'],
  ['domain/text/a.ts', `import 'zod'`, 'domain-text-is-free-of-zod'],
  ['domain/b.ts', `import 'pg'`, 'domain-needs-only-zod'],
  ['features/b.ts', `import './c.ts'`, 'no-circle'],
  ['features/d.ts', `import './not-there.ts'`, 'nothing-unresolved'],
  ['stores/b.ts', `import 'undeclared'`, 'nothing-undeclared'],
  ['stores/c.ts', `import 'vitest'`, 'the-product-runs-without-tools'],
]

const lawful: [file: string, text: string][] = [
  ['domain/ok.ts', `import 'zod'`],
  ['workflows/ok.ts', `import type { x } from '../activities/x.ts'\nexport type y = x`],
  [
    'ui/ok.ts',
    `import type { x } from '../api/contract.ts'\nimport '../domain/text/x.ts'\nexport type y = x`,
  ],
  ['api/ok.ts', `import '../stores/x.ts'`],
  ['stores/ok.test.ts', `import 'vitest'`],
  ['tests/ok.ts', `import '../api/x.ts'\nimport '../stack/x.ts'`],
]

const rooms = [
  ...['domain', 'ingest', 'features', 'models', 'policies', 'workflows', 'activities', 'stores', 'workers'],
  ...['commands', 'api', 'ui', 'simulator', 'stack', 'tests'],
]
const packages = ['zod', 'pg', 'undeclared', 'vitest']

function houseOf(files: readonly (readonly [file: string, text: string, rule?: string])[]): string {
  const root = mkdtempSync(join(tmpdir(), 'house-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  write(
    'package.json',
    JSON.stringify({ dependencies: { zod: '1', pg: '1' }, devDependencies: { vitest: '1' } }),
  )
  write('tsconfig.json', '{}')
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  for (const room of rooms) write(`${room}/x.ts`, 'export const x = 1')
  write('domain/text/x.ts', 'export const x = 1')
  write('api/contract.ts', 'export const x = 1')
  write('features/c.ts', `import './b.ts'`)
  for (const [file, text] of files) write(file, text)
  return root
}

async function rulesBroken(root: string): Promise<Map<string, Set<string>>> {
  const { options, ...rules } = table
  const { output } = await cruise(rooms, { ...options, baseDir: root, ruleSet: rules, validate: true })
  const broken = new Map<string, Set<string>>()
  for (const { from, rule } of (output as ICruiseResult).summary.violations) {
    broken.set(from, (broken.get(from) ?? new Set()).add(rule.name))
  }
  return broken
}

test('every rule of the import table is broken by the file that breaks it, and by no lawful one', async () => {
  const broken = await rulesBroken(houseOf([...breaches, ...lawful]))
  for (const [file, , rule] of breaches) expect([...(broken.get(file) ?? [])], file).toContain(rule)
  for (const [file] of lawful) expect([...(broken.get(file) ?? [])], file).toEqual([])
  expect(new Set(breaches.map(([, , rule]) => rule))).toEqual(
    new Set(table.forbidden?.map(({ name }) => name)),
  )
})
