import { activityFeatures } from './activity.ts'
import { balanceFeatures } from './balance.ts'
import { cashFeatures } from './cash.ts'
import type { Feature } from './feature.ts'
import { incomeFeatures } from './income.ts'
import { obligationFeatures } from './obligations.ts'
import { spendingFeatures } from './spending.ts'

const groups: readonly (readonly [title: string, features: readonly Feature[]])[] = [
  ['Income', incomeFeatures],
  ['Spending', spendingFeatures],
  ['Cash', cashFeatures],
  ['Balance', balanceFeatures],
  ['Obligations', obligationFeatures],
  ['Activity', activityFeatures],
]

const INTRODUCTION = `# Features

Made from \`features/catalogue/\` by \`npm run features:page\`; \`npm run check\` fails where the two differ. Write there, not here.

What the product knows of a customer, from bank events alone. Days are those of the bank's zone; a window ends with the day it is looked at. A value that is not known is missing, never 0. Amounts are measured by the customer's own income or past, so that they hold in any currency; the few in minor units serve rules only. Sex, age and region are never features. Income is salary, pension and benefit. Money counts in the customer's main currency ([formats](formats.md)).

**Used by**: \`model\`, \`rules\` (scorecard, hardship, persona, or a sentence), or \`both\`.
`

/** The catalogue as the page `docs/features.md`. */
export const cataloguePage = (): string =>
  [
    INTRODUCTION,
    ...groups.flatMap(([title, features]) => [`## ${title}\n`, table(features), reasons(features)]),
  ].join('\n')

function table(features: readonly Feature[]): string {
  const rows = features.map((feature) => [
    `\`${feature.name}\``,
    feature.unit,
    feature.window_days === null ? '' : `${feature.window_days} days`,
    rangeOf(feature),
    feature.missing ?? 'never',
    feature.use,
  ])
  return aligned([['feature', 'unit', 'window', 'range', 'missing where', 'used by'], ...rows])
}

const reasons = (features: readonly Feature[]): string =>
  `${features.map(({ name, why, source }) => `- \`${name}\`: ${why} _${source}_`).join('\n')}\n`

function rangeOf({ range: [least, greatest] }: Feature): string {
  if (least !== null && greatest !== null) return `${least} to ${greatest}`
  if (least !== null) return `${least} or more`
  return greatest === null ? 'any' : `up to ${greatest}`
}

/** A table as the formatter leaves it. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |\n`
  const [header = [], ...body] = rows
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('')
}
