import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { openChaos, type Chaos } from './chaos/chaos.ts'
import type { FaultName } from './chaos/faults.ts'

const SEED = 4
/** Longer than the group waits for a member that is silent. */
const PAUSE_MS = 12_000
const ROUND_MS = 300_000

let chaos: Chaos

beforeAll(async () => {
  chaos = await openChaos(SEED, PAUSE_MS)
}, ROUND_MS)

beforeEach(() => onTestFailed(() => void process.stderr.write(chaos.said().slice(-50_000))))

afterAll(() => chaos?.stop(), ROUND_MS)

/** The kills at fault points are in `kills.test.ts`; `npm run chaos` strikes with everything, again and again. */
const short: FaultName[] = [
  'opener paused',
  'rebalance',
  'stream paused',
  'Redis lost its last writes',
  'Redis emptied and rebuilt',
  'Kafka killed',
  'one, four, one',
]

test.each(short)(
  '%s: states, evaluations, rejects and cases are those of a batch computation',
  async (name) => {
    const compared = await chaos.round(name)
    expect(compared.evaluations).toBeGreaterThan(0)
    expect(compared.rejected).toBeGreaterThan(0)
    expect(compared.cases).toBeGreaterThan(0)
  },
  ROUND_MS,
)
