import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parityRows, paritySchema } from '../models/parity.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from '../models/registry.ts'
import { pythonWith } from '../models/training/environment.ts'
import { median, rounded } from './kit/numbers.ts'
import { startPeer, type Peer } from './kit/python.ts'

/**
 * `npm run bench -- score`: the shipped model by ONNX Runtime, one row and in batches of 1,000, without and with SHAP
 * values, beside Python's XGBoost on the same rows; one thread each.
 */
const ROUNDS = 15
const ROWS = 10_000
const BATCH_ROWS = 1_000
const SINGLE_ROWS = 2_000
const HERE = import.meta.dirname

const folder = await mkdtemp(join(tmpdir(), 'equilibrate-score-'))
try {
  const model = await loadChampion(DISTRESS_FOLDER)
  const version = join(DISTRESS_FOLDER, model.ref.version)
  const rows = await rowsOf(version, model.features.length)
  await writeFile(join(folder, 'rows.f32'), rows)
  const python = await pythonWith(join(HERE, 'requirements.lock'), 'bench', (text) =>
    process.stderr.write(`${text}\n`),
  )
  const peer = await startPeer(python, [
    join(HERE, 'score', 'peer.py'),
    join(version, 'model.json'),
    join(folder, 'rows.f32'),
  ])
  process.stdout.write(`${JSON.stringify(await measure(model, rows, peer))}\n`)
  peer.end()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(model: Model, rows: Float32Array, peer: Peer) {
  const turns = { plain: [] as number[], withShap: [] as number[], theirs: [] as number[] }
  await inBatches(model, rows, true)
  await peer.ask('')
  for (let round = 0; round < ROUNDS; round++) {
    turns.plain.push(await inBatches(model, rows, false))
    turns.withShap.push(await inBatches(model, rows, true))
    turns.theirs.push((await peer.ask('')) as number)
  }
  const perS = (seconds: readonly number[]): number => rounded(ROWS / median(seconds), 0)
  return {
    singleP50_us: rounded((await oneByOne(model, rows)) * 1e6, 1),
    batchPerS: perS(turns.plain),
    withShapPerS: perS(turns.withShap),
    pythonBatchPerS: perS(turns.theirs),
  }
}

async function inBatches(model: Model, rows: Float32Array, explained: boolean): Promise<number> {
  const size = BATCH_ROWS * model.features.length
  const began_ms = performance.now()
  for (let from = 0; from < rows.length; from += size) {
    const batch = rows.subarray(from, from + size)
    const margins = await model.score(batch, BATCH_ROWS)
    if (explained) model.explain(batch, BATCH_ROWS, margins)
  }
  return (performance.now() - began_ms) / 1000
}

/** The median of one row's seconds. */
async function oneByOne(model: Model, rows: Float32Array): Promise<number> {
  const width = model.features.length
  const seconds: number[] = []
  for (let row = 0; row < SINGLE_ROWS; row++) {
    const one = rows.slice(row * width, (row + 1) * width)
    const began_ms = performance.now()
    await model.score(one, 1)
    seconds.push((performance.now() - began_ms) / 1000)
  }
  return median(seconds)
}

/** The version's reference rows, over and over. */
async function rowsOf(version: string, width: number): Promise<Float32Array> {
  const parity = paritySchema.parse(JSON.parse(await readFile(join(version, 'parity.json'), 'utf8')))
  const reference = parityRows(parity)
  return Float32Array.from({ length: ROWS * width }, (_, at) => reference[at % reference.length]!)
}
