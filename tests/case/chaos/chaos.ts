import { join } from 'node:path'
import { seededRandom, type Random } from '../../../bench/kit/random.ts'
import { BANK_MORNING_MINUTE, instantAt, type ClockMap } from '../../../domain/bank-time.ts'
import { appendSegment } from '../../../stores/postgres/bank-clock.ts'
import { openDatabase, type Database } from '../../../stores/postgres/database.ts'
import { openCases, type Cases } from '../../../stores/temporal/cases.ts'
import { connectTemporal } from '../../../stores/temporal/client.ts'
import { BANK_ZONE } from '../../harness/distressed-customer.ts'
import { productEnvironment } from '../../harness/product-environment.ts'
import { makePeople, type Person } from '../made-people.ts'
import { openRig, type Rig } from '../../stream/rig.ts'
import { openCrew, type Crew } from './crew.ts'
import { openDeciders } from './deciders.ts'
import type { Fate } from './fate.ts'
import { arm, planStrikes, type Strike } from './strikes.ts'
import { judge, type Judged } from './judge.ts'
import { untilClosed, untilRested } from './until.ts'

const PARTITIONS = 1
const DAY = '2026-03-02'
/** An unknown step is looked up in the network's list after this. */
const QUIET_MS = '4000'
const FALLEN_WITHIN_MS = 60_000

type Bed = {
  rig: Rig
  db: Database
  cases: Cases
  crew: Crew
  environment: Record<string, string>
  clock: ClockMap
  close: () => Promise<void>
}
export type ChaosOptions = { seed: number; cases: number; outreachFlags: string; say: (line: string) => void }
export type ChaosResult = Judged & { seed: number; strikes: number; missed: number }

/**
 * Cases in waves; while each wave's messages go out, somebody dies or stops at every named point of dispatch. At the end
 * the network's own log is held against what people approved. The same seed gives the same harm.
 */
export async function runChaos({
  seed,
  cases: count,
  outreachFlags,
  say,
}: ChaosOptions): Promise<ChaosResult> {
  const random = seededRandom(seed)
  const bed = await openBed(outreachFlags)
  try {
    const waves = planStrikes(random)
    const fates = new Map<string, Fate>()
    const all: Person[] = []
    let missed: Strike[] = []
    for (const [wave, strikes] of waves.entries()) {
      const size = Math.ceil(count / waves.length)
      const people = await peopleOf(bed, { seed, wave, size, random })
      all.push(...people)
      missed = await runWave(bed, people, fates, [...strikes, ...missed].slice(0, 4))
      say(
        `wave ${wave + 1} of ${waves.length}: ${strikes.map(nameOf).join(', ')}; ${missed.length} not reached`,
      )
    }
    const rested = await judge(bed, all, fates)
    await untilClosed(bed, all)
    return { seed, strikes: waves.flat().length, missed: missed.length, ...rested }
  } catch (error) {
    say(bed.rig.said().slice(-5_000))
    throw error
  } finally {
    await bed.close()
  }
}

const nameOf = ({ point, who, signal }: Strike): string => `${signal} ${who} ${point}`

/** Starts the wave's cases, lets people decide, and strikes while the messages go out. */
async function runWave(
  bed: Bed,
  people: readonly Person[],
  fates: Map<string, Fate>,
  strikes: readonly Strike[],
): Promise<Strike[]> {
  const { cases, rig, crew, environment } = bed
  const deciders = openDeciders(bed, environment['EQUILIBRATE_DECISION_PRIVATE_KEY'] ?? '')
  await Promise.all(people.map(({ start }) => cases.startCase(start)))
  const decided = await Promise.all(people.map((person, index) => deciders.decide(person, index)))
  for (const { caseId, fate } of decided) fates.set(caseId, fate)
  const armed = arm(
    strikes,
    environment['EQUILIBRATE_FAULTS_DIR'] ?? '',
    crew,
    rig.componentPid('postgres') ?? 0,
  )
  const missed = await armed.fallen(FALLEN_WITHIN_MS)
  crew.wakeAll()
  await untilRested(bed, people, fates)
  return missed
}

type Wave = { seed: number; wave: number; size: number; random: Random }

/** Most numbers are ordinary; some never answer, answer with an error, are slow to take, or call back in disorder. */
const endings = ['0003', '0004', '0005', '0006', '0007']
const ODD_SHARE = 0.25

function peopleOf({ db, environment, clock }: Bed, { seed, wave, size, random }: Wave): Promise<Person[]> {
  const numbers = Array.from({ length: size }, (_, index) => {
    const ending = random() < ODD_SHARE ? endings[Math.floor(random() * endings.length)] : '4321'
    return `+9198${String(wave * 1_000 + index).padStart(4, '0')}${ending}`
  })
  return makePeople(db, environment, {
    name: `${seed}-${wave}`,
    count: size,
    kind: (index) => (index % 2 === 0 ? 'message' : 'contract'),
    phone: (index) => numbers[index] ?? '',
    clock,
    now_ms: clock[0]?.bankFrom_ms ?? 0,
  })
}

async function openBed(outreachFlags: string): Promise<Bed> {
  const rig = await openRig(PARTITIONS)
  const environment: Record<string, string> = {
    ...(await productEnvironment(rig.environment)),
    ...{ EQUILIBRATE_QUIET_MS: QUIET_MS, EQUILIBRATE_FAULTS_DIR: join(rig.home, 'faults') },
  }
  const prepared = await rig.start('commands/prepare.ts', environment).ended
  if (prepared !== 'code 0') throw new Error(`prepare ended with ${prepared}: ${rig.said()}`)
  const db = openDatabase(environment['DATABASE_URL'] ?? '')
  const bankFrom_ms = instantAt(DAY, BANK_MORNING_MINUTE, BANK_ZONE)
  const clock: ClockMap = [{ wallFrom_ms: Date.now(), bankFrom_ms, speed: 0 }]
  for (const segment of clock) await appendSegment(db, segment)
  const crew = await openCrew(rig, environment, outreachFlags)
  const temporal = await connectTemporal({
    address: environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: 'default',
  })
  const close = async (): Promise<void> => {
    await crew.stop()
    await Promise.all([db.close(), temporal.close()])
    await rig.stop()
  }
  return { rig, db, cases: openCases(temporal.client), crew, environment, clock, close }
}
