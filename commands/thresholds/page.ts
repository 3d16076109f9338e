import {
  cheapest,
  proposals,
  type Assumptions,
  type Proposal,
  type Workload,
} from '../../models/thresholds.ts'

/** What else could be true, to see how far the cut-offs hang on it. */
const others: readonly (readonly [title: string, change: (a: Assumptions) => Partial<Assumptions>])[] = [
  ['as assumed', () => ({})],
  ['a miss costs half', ({ miss_hours }) => ({ miss_hours: miss_hours / 2 })],
  ['a miss costs double', ({ miss_hours }) => ({ miss_hours: miss_hours * 2 })],
  ['a message averts half', ({ mediumAverted }) => ({ mediumAverted: mediumAverted / 2 })],
  ['a talk averts half', ({ highAverted }) => ({ highAverted: highAverted / 2 })],
  ['the team has half the hours', ({ capacity_hours }) => ({ capacity_hours: capacity_hours / 2 })],
  ['the team has all it needs', () => ({ capacity_hours: Infinity })],
]

/** The report `docs/thresholds.md`: what was assumed, what is proposed, and what would change it. */
export function thresholdsPage(version: string, workload: Workload, assumptions: Assumptions): string {
  const chosen = cheapest(proposals(workload, assumptions), assumptions)
  const { obligations, notPaidOnTime, customers, days } = workload
  return `${[
    '# Cut-offs of the levels',
    'Made by `npm run thresholds`; options put a bank’s own assumptions in the place of these. The two numbers stand in `levels.json` of each pack (`high.probability`, `medium.probability`); a policy owner changes them there and another one publishes. A test holds pack and proposal together. The rules that put points beside a probability are not weighed here.',
    `**HIGH from ${chosen.high.cut.toFixed(2)}, MEDIUM from ${chosen.medium.cut.toFixed(2)}.** The cheapest pair, on a grid of 0.05, that the team can work; of pairs whose cost differs by less than a thousandth, the one that sees most misses.`,
    `Measured on the test slice of version ${version}, the last in time, from which nothing was learnt: ${obligations} obligations of ${customers} customers in ${days} days, ${notPaidOnTime} not paid on time. An obligation is flagged once, when the first of its scores reaches the cut-off. It is the pretend bank’s: a bank trains on its own outcomes and runs this again.`,
    '## Assumed',
    ...assumed(assumptions),
    '## What it means',
    table('cut-offs', [['as proposed', chosen] as const, ...neighbours(workload, assumptions, chosen)]),
    '## How far it hangs on what is assumed',
    table(
      'if',
      others.map(([title, change]) => {
        const changed = { ...assumptions, ...change(assumptions) }
        return [title, cheapest(proposals(workload, changed), changed)] as const
      }),
    ),
  ].join('\n\n')}\n`
}

function assumed(of: Assumptions): string[] {
  const hours = (value: number): string => (value < 1 ? `${Math.round(value * 60)} minutes` : `${value} h`)
  return [
    [
      `- An instalment not paid on time costs ${hours(of.miss_hours)} of work.`,
      `- A MEDIUM case takes ${hours(of.medium_hours)} and averts ${percent(of.mediumAverted)} of the misses; a HIGH case takes ${hours(of.high_hours)} and averts ${percent(of.highAverted)}. Sources: \`commands/thresholds/assumptions.ts\`.`,
      `- The team has ${hours(of.capacity_hours)} a day for every 1,000 customers with an obligation.`,
    ].join('\n'),
  ]
}

/** One step of the grid up or down, each by itself. */
function neighbours(workload: Workload, assumptions: Assumptions, { high, medium }: Proposal) {
  const all = proposals(workload, assumptions)
  const steps: [string, number, number][] = [
    ['HIGH lower', high.cut - 0.05, medium.cut],
    ['HIGH higher', high.cut + 0.05, medium.cut],
    ['MEDIUM lower', high.cut, medium.cut - 0.05],
    ['MEDIUM higher', high.cut, medium.cut + 0.05],
  ]
  const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6
  return steps.flatMap(([title, ofHigh, ofMedium]) => {
    const found = all.find((one) => same(one.high.cut, ofHigh) && same(one.medium.cut, ofMedium))
    return found ? [[title, found] as const] : []
  })
}

function table(first: string, rows: readonly (readonly [string, Proposal])[]): string {
  const head = [
    first,
    'HIGH from',
    'MEDIUM from',
    'HIGH cases',
    'MEDIUM cases',
    'work',
    'right, HIGH',
    'right, all',
    'misses seen',
    'cost',
  ]
  const body = rows.map(([title, { high, medium, ...of }]) => [
    title,
    high.cut.toFixed(2),
    medium.cut.toFixed(2),
    of.highCases.toFixed(1),
    of.mediumCases.toFixed(1),
    `${of.work_hours.toFixed(1)} h`,
    percent(high.caught / Math.max(1, high.flagged)),
    percent(medium.caught / Math.max(1, medium.flagged)),
    String(medium.caught),
    `${of.cost_hours.toFixed(0)} h`,
  ])
  const widths = head.map((title, at) => Math.max(title.length, ...body.map((row) => row[at]!.length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return `Cases and work: a day, of every 1,000 customers. Cost: misses not averted and work, of every 1,000 obligations.\n\n${[line(head), rule, ...body.map(line)].join('\n')}`
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
