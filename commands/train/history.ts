import { join } from 'node:path'
import { runStep } from './step.ts'
import type { TrainOptions } from './options.ts'

/** Bank events as a file, and what a model card must say of them. */
export interface History {
  /** Options that name the file to the commands `outcomes` and `features`. */
  input: string[]
  about: { text: string; limits: string[] }
  /** What the pretend bank alone knows, to measure by; null of a bank's own history. */
  truth: string | null
}

const PRETEND_LIMITS = [
  'Not for real use. It learnt how a pretend bank makes distress up: its figures say nothing about any real bank, and',
  'a score of a real person would mean nothing. It shows that the way from event to reason works, and stands in until',
  'a bank trains on its own outcomes (`npm run train -- --input FILE --format canonical`). Fairness was not examined:',
  'the pretend bank treats every group alike. No outreach was tried in this history.',
]
const OWN_LIMITS = [
  'Customers unlike those it learnt from, and products that did not occur there. No outreach was tried in this',
  'history; once there is outreach, outcomes change with it, and training must use the hold-out or weight by it.',
]

/** The history to learn from: the named file, or one that the pretend bank writes. */
export async function bankHistory(options: TrainOptions, work: string): Promise<History> {
  const { input, format, context, customers, days, seed } = options
  if (input !== null) {
    const named = [
      '--input',
      input,
      '--format',
      format ?? '',
      ...(context === null ? [] : ['--context', context]),
    ]
    const text = `A bank's own history in the format ${format}, through \`npm run outcomes\` and \`npm run features\`.`
    return { input: named, about: { text, limits: OWN_LIMITS }, truth: null }
  }
  const file = join(work, 'bank.csv')
  const bank = join(import.meta.dirname, '..', '..', 'simulator', 'bank.ts')
  const size = ['--customers', String(customers), '--days', String(days), '--seed', seed]
  const truth = join(work, 'truth.csv')
  await runStep('pretend bank', process.execPath, [bank, '--export', file, '--truth', truth, ...size])
  const text = [
    `**No real person and no real bank.** ${customers} made-up customers of the pretend bank over ${days} days, seed`,
    `"${seed}", through the ordinary door: its events, then \`npm run outcomes\` and \`npm run features\`. Nothing of the`,
    'pretend bank’s inside (persona, distress, its onset) was learnt from.',
  ].join('\n')
  return { input: ['--input', file, '--format', 'canonical'], about: { text, limits: PRETEND_LIMITS }, truth }
}
