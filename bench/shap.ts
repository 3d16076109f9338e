import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createExplainer, type Explainer } from '../models/explain.ts'
import { pythonWith } from '../models/training/environment.ts'
import { median, readFloats, rounded } from './kit/numbers.ts'
import { startPeer, type Peer } from './kit/python.ts'

/**
 * `npm run bench -- shap`: our SHAP values against XGBoost's own, on the same models (300 trees, 30 features, depth 4
 * and 6) and rows (6 % missing, all missing, thresholds and one step beside), one thread each, in turns.
 */
const ROUNDS = 9
const BATCH_ROWS = 4_000
const SINGLE_ROWS = 150
const HERE = import.meta.dirname

type Case = { depth: number; explainer: Explainer; rows: Float32Array; width: number }
type Figures = { batchRatio: number; singleRatio: number; maxAbsDiff: number }

const folder = await mkdtemp(join(tmpdir(), 'equilibrate-shap-'))
try {
  const python = await pythonWith(join(HERE, 'requirements.lock'), 'bench', say)
  say('XGBoost trains two models and explains every row')
  const peer = await startPeer(python, [join(HERE, 'shap', 'peer.py'), folder])
  const { xgboost } = peer.hello as { xgboost: string }
  const d4 = await measure(peer, 4)
  const d6 = await measure(peer, 6)
  peer.end()
  const result = {
    xgboost,
    batchRatioD4: d4.batchRatio,
    batchRatioD6: d6.batchRatio,
    singleRatioD4: d4.singleRatio,
    singleRatioD6: d6.singleRatio,
    maxAbsDiff: Math.max(d4.maxAbsDiff, d6.maxAbsDiff),
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(peer: Peer, depth: number): Promise<Figures> {
  const began_ms = performance.now()
  const explainer = createExplainer(await readFile(join(folder, `model-d${depth}.json`), 'utf8'))
  say(`depth ${depth}: tables made in ${(performance.now() - began_ms).toFixed(0)} ms`)
  const rows = await readFloats(join(folder, 'rows.f32'))
  const one = { depth, explainer, rows, width: explainer.features }
  const maxAbsDiff = await largestDifference(one)
  const batch = await inTurns(one, peer, 'batch', BATCH_ROWS, ourBatch)
  const single = await inTurns(one, peer, 'single', SINGLE_ROWS, ourSingles)
  const perS = (seconds: number): string => rounded(BATCH_ROWS / seconds, 0).toLocaleString('en')
  say(`depth ${depth}, batch: ours ${perS(batch.ours)} rows/s, XGBoost ${perS(batch.theirs)}`)
  say(`depth ${depth}, single p50: ours ${us(single.ours)} µs, XGBoost ${us(single.theirs)} µs`)
  return { batchRatio: batch.ratio, singleRatio: single.ratio, maxAbsDiff }
}

async function largestDifference({ depth, explainer, rows, width }: Case): Promise<number> {
  const theirs = await readFloats(join(folder, `contributions-d${depth}.f32`))
  const ours = explainer.explain(rows, rows.length / width)
  const largest = ours.reduce((most, value, at) => Math.max(most, Math.abs(value - theirs[at]!)), 0)
  say(`depth ${depth}: |Δφ| ≤ ${largest.toExponential(1)} on ${rows.length / width} rows`)
  return largest
}

type Turns = { ours: number; theirs: number; ratio: number }

/** Ours and theirs one after the other, so that both have the same machine; seconds, and the median of the ratios. */
async function inTurns(
  one: Case,
  peer: Peer,
  what: 'batch' | 'single',
  count: number,
  ours: (one: Case, count: number) => number,
): Promise<Turns> {
  const turns: Turns[] = []
  ours(one, count)
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = ours(one, count)
    const answer = (await peer.ask(`${what} ${one.depth} ${count}`)) as { seconds: number[] }
    const theirs = median(answer.seconds)
    turns.push({ ours: seconds, theirs, ratio: theirs / seconds })
  }
  const middle = (of: keyof Turns): number => median(turns.map((turn) => turn[of]))
  return { ours: middle('ours'), theirs: middle('theirs'), ratio: rounded(middle('ratio'), 2) }
}

function ourBatch({ explainer, rows, width }: Case, count: number): number {
  const batch = rows.subarray(0, count * width)
  return seconds(() => explainer.explain(batch, count))
}

/** The median of one row's seconds. */
function ourSingles({ explainer, rows, width }: Case, count: number): number {
  return median(
    Array.from({ length: count }, (_, row) => {
      const one = rows.slice(row * width, (row + 1) * width)
      return seconds(() => explainer.explain(one, 1))
    }),
  )
}

function seconds(work: () => void): number {
  const began_ms = performance.now()
  work()
  return (performance.now() - began_ms) / 1000
}

function us(value: number): string {
  return rounded(value * 1e6, 0).toLocaleString('en')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
