import { namesAround } from '../examples/edges.ts'
import { europe } from './europe.ts'
import { india } from './india.ts'
import type { Claim, Row } from './row.ts'
import { states } from './states.ts'

/** Every row of the notes' table of rules, and those that the review added. */
export const rows: readonly Row[] = [...india, ...states, ...europe]

/** The names of a pack's tests that a claim rests on. */
export const testsOf = (claim: Claim): string[] =>
  'pack' in claim ? [...(claim.edges ?? []).flatMap(namesAround), ...(claim.tests ?? [])] : []

const head = `# The rules, row by row

Each row of the notes on law and practice, what it asks for, the rule of the pack that keeps it, and the tests that show it.
\`policies/rule-table/\` holds the table; \`policies/rule-table/rule-table.test.ts\` walks it: every rule is in its pack, every test
is there and holds, and without the rule one of its tests fails. ⟂ is an edge of time, tried a minute before, at and a minute after.
The page is made from the table (\`npx vitest run --project unit policies/rule-table -u\`). Sources are secondary reading: a bank
confirms each before it relies on it. US and EU are drafts: their rules answer as they would in force, and nothing is sent.
`

/** The page \`docs/rules.md\`. */
export const rulesPage = (): string => [head, ...rows.map(section)].join('\n')

const section = ({ country, law, claims }: Row): string =>
  [`## ${country} · ${law}`, '', ...claims.map(line), ''].join('\n')

const line = (claim: Claim): string => `- ${claim.says}${kept(claim)}`

function kept(claim: Claim): string {
  if ('file' in claim) return `: \`${claim.file}\`, “${claim.test.replace('%s: ', '')}”`
  const shown = [...(claim.edges ?? []).map((edge) => `⟂ ${edge}`), ...(claim.tests ?? [])]
  return `: \`${claim.rule}\` (${claim.pack})\n${shown.map((each) => `  - ${each}`).join('\n')}`
}
