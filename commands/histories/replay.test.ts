import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleWorkflowCode, Runtime, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker'
import { beforeAll, expect, test } from 'vitest'
import { parseHistory } from '../../stores/temporal/case-histories.ts'
import { bundleOptions } from '../../workers/temporal/bundle.ts'

const WORKFLOWS = join(import.meta.dirname, '..', '..', 'workflows')
const FOLDER = join(WORKFLOWS, 'histories')
const BUNDLED_WITHIN_MS = 180_000
const REPLAYED_WITHIN_MS = 60_000
/** A case that went all the way, with a decision of two people's. */
const ORDINARY = 'outcome.checkGate.decide.dispatchMessage.recordOutcome.jsonl'

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'))
const bundle = (file: string): Promise<WorkflowBundle> =>
  bundleWorkflowCode({ ...bundleOptions(file), logger: new DefaultLogger('ERROR') })

const replay = (workflowBundle: WorkflowBundle, file: string): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle }, parseHistory(readFileSync(join(FOLDER, file), 'utf8')))

let ours: WorkflowBundle
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] })
  ours = await bundle('index.ts')
}, BUNDLED_WITHIN_MS)

test.each(files)(
  'a case that went %s replays with the code of today',
  (file) => replay(ours, file),
  REPLAYED_WITHIN_MS,
)

test('the curve is loaded once for all cases of a process', () => {
  const preload = /exports\.preloadModules = function preloadModules\(\) \{\s*(.*)/.exec(ours.code)
  expect(preload?.[1]).toContain('@noble/curves/ed25519.js')
})

test(
  'a change of the order of steps is found out',
  async () => {
    const twin = await bundle('histories/broken-twin.ts')
    await expect(replay(twin, ORDINARY)).rejects.toThrow(/[Nn]ondeterminism|TMPRL1100/)
  },
  BUNDLED_WITHIN_MS,
)
