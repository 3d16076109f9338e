import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { modelFeatureNames } from '../../features/catalogue.ts'
import { DISTRESS_FOLDER, loadChampion } from '../../models/registry.ts'

const TRAIN = join(import.meta.dirname, '..', '..', 'commands', 'train.ts')
const MINUTES_MS = 600_000

const work = await mkdtemp(join(tmpdir(), 'training-'))
afterAll(() => rm(work, { recursive: true }))

/** Small: enough customers for both outcomes in every slice of time. */
const SIZE = ['--customers', '300', '--days', '560', '--trials', '2']

test(
  'a training run makes a signed version that the registry loads as the first champion',
  { timeout: MINUTES_MS },
  async () => {
    const registry = join(work, 'registry')
    await cp(join(DISTRESS_FOLDER, '..', 'trusted-keys'), join(registry, 'trusted-keys'), { recursive: true })
    const { code, said } = await run([...SIZE, '--registry', registry, '--by', 'a test'])
    expect(code, said).toBe(0)
    expect(said).toContain('not paid on time')
    const model = await loadChampion(join(registry, 'distress'), modelFeatureNames)
    expect(model.features).toEqual(modelFeatureNames)
    const folder = join(registry, 'distress', model.ref.version)
    const metrics = JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8'))
    const { test: measured, workload, pretendBank } = metrics
    // On so little data that is all that can be asked.
    expect(measured.auc).toBeGreaterThan(0.55)
    expect(measured.aucOfScorecard).toBeGreaterThan(0)
    expect(measured.reliability).not.toHaveLength(0)
    expect(workload.byCut).toHaveLength(99)
    expect(pretendBank.healthy.withLookAlikeShock).toBeGreaterThanOrEqual(0.2)
    expect(await readFile(join(folder, 'MODEL_CARD.md'), 'utf8')).toContain('No real person and no real bank')
  },
)

async function run(args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, EQUILIBRATE_HOME: join(work, 'home') }
  const child = spawn(process.execPath, [TRAIN, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}
