import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { caseIdOf } from '../domain/ids.ts'
import { openDoors } from '../simulator/bank/doors.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { StaffClient } from '../tests/harness/api-client.ts'
import { removeHome, startInstance, temporaryHome, type StartedInstance } from '../tests/harness/instance.ts'
import { openBackground } from './latency/background.ts'
import { openBank, type Bank } from './latency/bank.ts'
import { openInbox } from './latency/inbox.ts'
import { tellHistories, withdrawal, type People } from './latency/people.ts'
import { stagesOf, type Stages, type Way } from './latency/stages.ts'

/** Noon: the day's tick, which would open everything at once, is over. */
const NOW_MS = Date.parse('2026-03-02T06:30:00Z')
const FOLDED_WITHIN_MS = 180_000
/** Processes just started compile; nobody's first minute is measured. */
const WARM_UP_CASES = 20

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '220' },
    'cases-per-second': { type: 'string', default: '1' },
    background: { type: 'string', default: '200' },
    customers: { type: 'string', default: '2000' },
  },
})
const cases = Number(values.cases)
const casesPerSecond = Number(values['cases-per-second'])
const say = (line: string): void => void process.stderr.write(`${line}\n`)

type Lab = { instance: StartedInstance; bank: Bank; people: People; bankNow_ms: () => number }

/** An instance that has folded everybody's history and stands at noon; nothing is opened, nothing evaluated. */
async function prepare(instance: StartedInstance): Promise<Lab> {
  const { environment, url } = instance
  const bank = await openBank(openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench-bank'))
  const counts = { distressed: cases + WARM_UP_CASES, stable: Number(values.customers) }
  const people = await tellHistories(bank, counts, NOW_MS)
  const secret = environment['EQUILIBRATE_BANK_CLIENT_SECRET'] ?? ''
  const doors = openDoors({ apiUrl: url, clientSecret: secret })
  const until_ms = Date.now() + FOLDED_WITHIN_MS
  for (let lag = await doors.lag(); lag !== 0; lag = await doors.lag()) {
    if (Date.now() > until_ms) throw new Error(`${lag} events are not folded yet`)
    await sleep(500)
  }
  await doors.setClock(new Date(NOW_MS).toISOString(), 1)
  const setAt_ms = Date.now()
  return { instance, bank, people, bankNow_ms: () => NOW_MS + Date.now() - setAt_ms }
}

/** One withdrawal after another, each of somebody else, at an even pace; gives the way of each to the inbox. */
async function openCases({ instance, bank, people, bankNow_ms }: Lab): Promise<Way[]> {
  const inbox = await openInbox(await StaffClient.signIn(instance, 'asha'))
  const one = async (customer: string, index: number): Promise<Way> => {
    await sleep((index / casesPerSecond) * 1000)
    const onKafka_ms = await bank.tell(customer, withdrawal(`w${index}`, bankNow_ms()))
    return { customer, onKafka_ms, inbox: await inbox.untilListed(caseIdOf(customer, 1)) }
  }
  const ways = await Promise.all(people.distressed.map(one))
  inbox.close()
  return ways.slice(WARM_UP_CASES)
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b)

function stageFigures(stages: readonly Stages[]): Record<string, { p50_ms: number; p99_ms: number }> {
  const names = ['evaluate_ms', 'open_ms', 'work_ms', 'list_ms'] as const
  return Object.fromEntries(
    names.map((name) => {
      const sorted = ascending(stages.map((one) => one[name]))
      return [name.replace('_ms', ''), { p50_ms: quantile(sorted, 0.5), p99_ms: quantile(sorted, 0.99) }]
    }),
  )
}

/** A running instance of this home must not lend its components to a measurement. */
for (const name of ['TEMPORAL_ADDRESS', 'KAFKA_BROKERS', 'REDIS_URL', 'DATABASE_URL'])
  delete process.env[name]
const home = temporaryHome()
const instance = await startInstance({ home, args: ['--customers', '0'] })
try {
  const lab = await prepare(instance)
  say('everything is folded; bank time is noon')
  const background = openBackground(lab.bank, lab.people.stable, Number(values.background), lab.bankNow_ms)
  const began_ms = Date.now()
  const ways = await openCases(lab)
  const took_s = (Date.now() - began_ms) / 1000
  await background.stop()
  const { environment } = instance
  const db = openDatabase(environment['DATABASE_URL'] ?? '')
  const temporal = await connectTemporal({
    address: environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: 'default',
  })
  const kafka = openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench')
  const stages = await stagesOf(ways, { kafka, db, client: temporal.client })
  const { rows } = await db.query<{ n: number }>('select count(*)::int as n from episodes')
  say(`${rows[0]?.n} cases opened in all`)
  await Promise.all([db.close(), temporal.close(), lab.bank.close()])
  const whole = ascending(ways.map(({ onKafka_ms, inbox }) => inbox.at_ms - onKafka_ms))
  say(`slowest: ${whole.slice(-5).join(', ')} ms`)
  process.stdout.write(
    `${JSON.stringify({
      p50_ms: quantile(whole, 0.5),
      p99_ms: quantile(whole, 0.99),
      backgroundPerS: Math.round(background.sent() / took_s),
      cases: ways.length,
      stages: stageFigures(stages),
    })}\n`,
  )
} finally {
  await instance.stop()
  removeHome(home)
}
process.exit()
