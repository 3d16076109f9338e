import { instantAt, localDayNumber } from '../../domain/bank-time.ts'
import { dateOfDay } from '../../domain/calendar.ts'
import { consentsOf, contactOf } from './contacts.ts'
import { openDoors, type BankDoors, type Item } from './doors.ts'
import { openEars } from './heard.ts'
import { writeHistory } from './history.ts'
import { BANK_ZONE } from './ledger.ts'
import { createLife, ORIGIN_DATE, ORIGIN_DAY, type Life } from './life.ts'
import { readProgress, writeProgress, type Progress } from './progress.ts'

export type BankOptions = {
  home: string
  apiUrl: string
  clientSecret: string
  brokers: string[]
  customers: number
  historyDays: number
  /** Wall milliseconds of a bank day. */
  day_ms: number
  seed: string
  /** Of the pretend network, whose messages the customers hear. */
  phonesUrl: string | undefined
  say: (text: string) => void
  stopped: AbortSignal
}

const POLL_MS = 1_000
const CONTACTS_AT_ONCE = 8
const FIRST_MORNING_MINUTE = 7 * 60
const DAY_MS = 86_400_000

/** Tells the history once, then lives with the bank clock until stopped. */
export async function runBank(options: BankOptions): Promise<void> {
  const { home, customers, seed, say, stopped } = options
  const doors = openDoors({ apiUrl: options.apiUrl, clientSecret: options.clientSecret })
  const lives = Array.from({ length: customers }, (_, index) => createLife(seed, index))
  let progress = readProgress(home) ?? freshProgress(options)
  if (progress.seed !== seed || progress.customers !== customers) {
    say(
      `This home holds a pretend bank of ${progress.customers} customers, seed "${progress.seed}"; use another EQUILIBRATE_HOME for a different one.`,
    )
    return untilStopped(stopped)
  }
  if (!progress.contactsDone) {
    await introduce(doors, lives, options)
    writeProgress(home, (progress = { ...progress, contactsDone: true }))
  }
  await tellHistory(doors, lives, options, progress)
  await beginLife(doors, options, progress.historyDays)
  await live(doors, lives, options, progress, stopped)
}

const firstLiveMorning = (historyDays: number): number =>
  instantAt(dateOfDay(ORIGIN_DAY + historyDays), FIRST_MORNING_MINUTE, BANK_ZONE)

const freshProgress = (options: BankOptions): Progress => ({
  seed: options.seed,
  customers: options.customers,
  contactsDone: false,
  historyDays: options.historyDays,
  historyToldDays: 0,
  toldUntil_ms: instantAt(dateOfDay(ORIGIN_DAY + options.historyDays), 0, BANK_ZONE) - 1,
})

/** Contact data and consents go straight to the vault, before any event. */
async function introduce(doors: BankDoors, lives: readonly Life[], options: BankOptions): Promise<void> {
  const at = new Date(`${ORIGIN_DATE}T00:00:00Z`).toISOString()
  const queue = lives.values()
  let done = 0
  const worker = async () => {
    for (const { traits } of queue) {
      await doors.putContact(traits.bankId, contactOf(options.seed, traits))
      if (++done % 250 === 0) options.say(`contacts ${done} of ${lives.length}`)
    }
  }
  await Promise.all(Array.from({ length: CONTACTS_AT_ONCE }, worker))
  await doors.postConsents(lives.flatMap(({ traits }) => consentsOf(options.seed, traits, at)))
}

/** Puts what is untold of the history on the topic; a run that was cut off goes on where it stood. */
async function tellHistory(
  doors: BankDoors,
  lives: readonly Life[],
  { home, brokers, say }: BankOptions,
  progress: Progress,
): Promise<void> {
  const { historyDays: days, historyToldDays: toldDays } = progress
  const tokens = await doors.tokens(lives.map(({ traits }) => traits.bankId))
  const onTold = (day: number, events: number) => {
    progress.historyToldDays = day
    writeProgress(home, progress)
    if (day % 30 === 0 || day === days) say(`history ${day} of ${days} days, ${events} events`)
  }
  await writeHistory({ brokers, lives, tokens, toldDays, days, onTold })
}

/** Begins the bank's clock once everything told is folded, so that the history opens no case. */
async function beginLife(doors: BankDoors, options: BankOptions, historyDays: number): Promise<void> {
  const { say, stopped } = options
  const hasBegun = !(await doors.clock()).fixed
  if (hasBegun) return
  for (let lag = await doors.lag(); lag !== 0 && !stopped.aborted; lag = await doors.lag()) {
    say(`the stream folds the history: ${lag ?? 'an unknown number of'} events to go`)
    await pause(2 * POLL_MS, stopped)
  }
  if (stopped.aborted) return
  await doors.setClock(new Date(firstLiveMorning(historyDays)).toISOString(), DAY_MS / options.day_ms)
  say(`the bank lives: it is ${dateOfDay(ORIGIN_DAY + historyDays)}, 07:00`)
}

/** Follows the bank clock: whatever happened up to bank time now is told, each fact once, in order. */
async function live(
  doors: BankDoors,
  lives: readonly Life[],
  options: BankOptions,
  start: Progress,
  stopped: AbortSignal,
) {
  let progress = start
  let nextDay = ORIGIN_DAY + progress.historyDays
  let waiting: Item[] = []
  const listen = openEars(options.seed, lives, options.phonesUrl)
  while (!stopped.aborted) {
    const now_ms = Date.parse((await doors.clock()).bankTime)
    const today = localDayNumber(now_ms, BANK_ZONE)
    if (nextDay <= today) await listen(now_ms)
    for (; nextDay <= today; nextDay++) waiting.push(...dayOf(lives, nextDay))
    const due = waiting.filter(({ fact }) => Date.parse(fact.at) <= now_ms)
    waiting = waiting.filter(({ fact }) => Date.parse(fact.at) > now_ms)
    const untold = due.filter(({ fact }) => Date.parse(fact.at) > progress.toldUntil_ms)
    if (untold.length > 0) {
      await doors.postEvents(untold)
      writeProgress(options.home, (progress = { ...progress, toldUntil_ms: now_ms }))
    }
    await pause(POLL_MS, stopped)
  }
}

const dayOf = (lives: readonly Life[], day: number): Item[] =>
  lives
    .flatMap((life) => life.liveDay(day).map((fact) => ({ customerId: life.traits.bankId, fact })))
    .sort((a, b) => (a.fact.at < b.fact.at ? -1 : a.fact.at > b.fact.at ? 1 : 0))

const untilStopped = (stopped: AbortSignal): Promise<void> =>
  new Promise((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }))

const pause = (wait_ms: number, stopped: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, wait_ms)
    stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
