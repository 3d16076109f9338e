import { parseArgs } from 'node:util'
import { exportHistory } from './bank/export.ts'
import { runBank } from './bank/run.ts'
import { exportTruth } from './bank/truth.ts'

/**
 * The pretend bank: a process of its own that reaches the product only through its public doors and the topic.
 * `--export FILE` writes its history as canonical CSV instead, for training; `--truth FILE` beside it what only the bank
 * knows, to measure by.
 */
const { values } = parseArgs({
  options: {
    export: { type: 'string' },
    truth: { type: 'string' },
    customers: { type: 'string' },
    days: { type: 'string' },
    seed: { type: 'string' },
  },
})

const DEFAULT_CUSTOMERS = 1_000
const DEFAULT_HISTORY_DAYS = 210
const DEFAULT_DAY_MS = 20 * 60_000

const setting = (name: string): string | undefined => process.env[name]
const customers = Number(values.customers ?? setting('EQUILIBRATE_BANK_CUSTOMERS') ?? DEFAULT_CUSTOMERS)
const days = Number(values.days ?? setting('EQUILIBRATE_BANK_HISTORY_DAYS') ?? DEFAULT_HISTORY_DAYS)
const seed = values.seed ?? setting('EQUILIBRATE_BANK_SEED') ?? 'equilibrate'

const required = (name: string): string => {
  const value = setting(name)
  if (!value) throw new Error(`the pretend bank needs ${name}`)
  return value
}

if (values.export) {
  const rows = await exportHistory(values.export, { seed, customers, days })
  if (values.truth) await exportTruth(values.truth, { seed, customers })
  process.stderr.write(`${rows} facts of ${customers} customers over ${days} days\n`)
} else {
  if (setting('EQUILIBRATE_MODE') === 'production')
    throw new Error('the pretend bank does not exist in production mode')
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => stop.abort())
  process.send?.({ ready: true })
  await runBank({
    home: required('EQUILIBRATE_HOME'),
    apiUrl: required('EQUILIBRATE_PUBLIC_URL'),
    clientSecret: required('EQUILIBRATE_BANK_CLIENT_SECRET'),
    brokers: required('KAFKA_BROKERS').split(','),
    customers,
    historyDays: days,
    day_ms: Number(setting('EQUILIBRATE_BANK_DAY_MS') ?? DEFAULT_DAY_MS),
    seed,
    phonesUrl: setting('PHONES_URL'),
    say: (text) => {
      process.send?.({ say: text })
      process.stdout.write(`${JSON.stringify({ level: 30, time: Date.now(), name: 'bank', msg: text })}\n`)
    },
    stopped: stop.signal,
  })
  process.exit(0)
}
