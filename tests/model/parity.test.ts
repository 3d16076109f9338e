import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { DISTRESS_FOLDER, loadChampion } from '../../models/registry.ts'
import { trainingPython } from '../../models/training/environment.ts'
import { hardRows } from './rows.ts'

const ROWS = 10_000
const TOLERANCE = 1e-5
const PREDICT = join(import.meta.dirname, '..', '..', 'models', 'training', 'predict.py')
const MINUTES_MS = 600_000

const work = await mkdtemp(join(tmpdir(), 'parity-'))
afterAll(() => rm(work, { recursive: true }))

test(
  `the committed version scores and explains ${ROWS} hard rows as XGBoost itself does`,
  { timeout: MINUTES_MS },
  async () => {
    const model = await loadChampion(DISTRESS_FOLDER)
    const modelFile = join(DISTRESS_FOLDER, model.ref.version, 'model.json')
    const rows = hardRows(await readFile(modelFile, 'utf8'), model.features.length, ROWS)
    await writeFile(join(work, 'rows.f32'), rows)
    const python = await trainingPython(() => {})
    await promisify(execFile)(python, ['-B', PREDICT, modelFile, join(work, 'rows.f32'), join(work, 'out')])
    const margins = await model.score(rows, ROWS)
    const explained = model.explain(rows, ROWS, margins)
    expect(largestGap(margins, await floats('out.margins.f32'))).toBeLessThanOrEqual(TOLERANCE)
    expect(largestGap(explained, await floats('out.contributions.f32'))).toBeLessThanOrEqual(TOLERANCE)
  },
)

async function floats(name: string): Promise<Float32Array> {
  const bytes = await readFile(join(work, name))
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function largestGap(ours: Float32Array, theirs: Float32Array): number {
  expect(ours.length).toBe(theirs.length)
  return ours.reduce((largest, value, at) => Math.max(largest, Math.abs(value - theirs[at]!)), 0)
}
