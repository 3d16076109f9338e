import { toolEnvironment } from './shell.ts'
import { StackError } from './errors.ts'
import { isFree } from './ports.ts'
import type { Home } from './home.ts'
import type { StartOptions } from './options.ts'
import { secretNames, type Secrets } from './secrets.ts'

const DEFAULT_PORT = 8080
const PARTITIONS = 32
/** The senders of the pretend network; with a real account `TWILIO_FROM` and its kin must be of its numbers. */
const PRETEND_SENDERS = {
  TWILIO_FROM: '+15005550006',
  TWILIO_WHATSAPP_FROM: '+15005550007',
  TWILIO_VOICE_FROM: '+15005550008',
}
const PRETEND_MAIL_SENDER = 'care@demobank.example'
/** What a process of the product may take over from the machine; everything else it gets by name. */
const FROM_THE_MACHINE =
  /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|NODE_EXTRA_CA_CERTS|NO_COLOR|FORCE_COLOR|LOG_LEVEL|(HTTPS?|NO|ALL)_PROXY)$/i
/** Settings that are handed on as they are, where a person gives them. */
const HANDED_ON = [
  ...['OIDC_ISSUER', 'EQUILIBRATE_BIND', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK', 'EQUILIBRATE_LANGUAGE'],
  ...['EQUILIBRATE_QUIET_MS', 'EQUILIBRATE_FAULTS_DIR', 'EQUILIBRATE_SENDS_PER_SECOND'],
  'EQUILIBRATE_TAKES_NEW_CASES',
  ...['TWILIO_WHATSAPP_FROM', 'TWILIO_VOICE_FROM', 'SMTP_FROM'],
]

export function mode(): 'development' | 'production' {
  const given = process.env.EQUILIBRATE_MODE || 'development'
  if (given === 'development' || given === 'production') return given
  throw new StackError(`EQUILIBRATE_MODE: ${given} is neither development nor production.`)
}

/** Whether messages go to the pretend phone network: they do unless a real account is given. */
export function usesPretendNetwork(): boolean {
  return !process.env.TWILIO_ACCOUNT_SID
}

/** How many stream workers share the partitions: `EQUILIBRATE_STREAM_WORKERS`, by default one. */
export function streamWorkers(): number {
  const given = process.env.EQUILIBRATE_STREAM_WORKERS || '1'
  if (/^\d{1,2}$/.test(given) && Number(given) >= 1 && Number(given) <= PARTITIONS) return Number(given)
  throw new StackError(`EQUILIBRATE_STREAM_WORKERS: ${given} is not a number from 1 to ${PARTITIONS}.`)
}

/** The port of the API: `PORT`, by default 8080; 0 takes a free one and keeps it for this home.
 *  @throws StackError when another process listens there. */
export async function apiPort(home: Home): Promise<number> {
  const given = process.env.PORT || String(DEFAULT_PORT)
  if (!/^\d+$/.test(given) || Number(given) > 65_535) throw new StackError(`PORT: ${given} is not a port.`)
  const port = Number(given) || (await home.port('api'))
  if (await isFree(port)) return port
  throw new StackError(`Port ${port} is taken by another process.`, 'Choose another one: PORT=8081 npm start')
}

/** Everything that is not secret, by the names that the product reads. */
export async function productSettings(
  home: Home,
  options: StartOptions,
  port: number,
): Promise<Record<string, string>> {
  const publicUrl = process.env.EQUILIBRATE_PUBLIC_URL || `http://localhost:${port}`
  const handedOn = HANDED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  return {
    EQUILIBRATE_HOME: home.path,
    EQUILIBRATE_MODE: mode(),
    PORT: String(port),
    EQUILIBRATE_PUBLIC_URL: publicUrl,
    TEMPORAL_NAMESPACE: process.env.TEMPORAL_NAMESPACE || 'default',
    EQUILIBRATE_PARTITIONS: process.env.EQUILIBRATE_PARTITIONS || String(PARTITIONS),
    EQUILIBRATE_BANK_CUSTOMERS: String(options.customers),
    EQUILIBRATE_BANK_HISTORY_DAYS: String(options.historyDays),
    EQUILIBRATE_BANK_DAY_MS: String(options.day_ms),
    ...(options.rehearseDays > 0 && {
      EQUILIBRATE_REHEARSAL: 'yes',
      EQUILIBRATE_REHEARSE_DAYS: String(options.rehearseDays),
    }),
    EQUILIBRATE_BANK_SEED: process.env.EQUILIBRATE_BANK_SEED || 'equilibrate',
    ...(usesPretendNetwork() ? await pretendNetwork(home, publicUrl) : realNetwork()),
    ...Object.fromEntries(handedOn),
  }
}

async function pretendNetwork(home: Home, publicUrl: string): Promise<Record<string, string>> {
  const port = await home.port('phones')
  const url = `http://localhost:${port}`
  return {
    ...{ PHONES_PORT: String(port), PHONES_URL: url, TWILIO_API_URL: url, ...PRETEND_SENDERS },
    PHONES_INBOUND_URL: `${publicUrl}/v1/callbacks/twilio/inbound`,
    ...(process.env.SMTP_URL ? {} : await pretendMail(home)),
  }
}

async function pretendMail(home: Home): Promise<Record<string, string>> {
  const port = String(await home.port('mail'))
  return {
    PHONES_SMTP_PORT: port,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SMTP_FROM: PRETEND_MAIL_SENDER,
  }
}

function realNetwork(): Record<string, string> {
  const { TWILIO_FROM, TWILIO_AUTH_TOKEN } = process.env
  if (!TWILIO_FROM || !TWILIO_AUTH_TOKEN) {
    throw new StackError('TWILIO_ACCOUNT_SID is set, but TWILIO_AUTH_TOKEN or TWILIO_FROM is not.')
  }
  if (process.env.SMTP_URL && !process.env.SMTP_FROM)
    throw new StackError('SMTP_URL is set, but SMTP_FROM is not.')
  return { TWILIO_FROM }
}

/** The secrets in force: one given in the environment goes before the generated one. */
export function secretsInForce(generated: Secrets): Record<string, string> {
  return Object.fromEntries(secretNames.map((name) => [name, process.env[name] || generated[name]]))
}

/** What a process inherits from the machine, and nothing more. */
export function machineEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(toolEnvironment()).filter(([name]) => FROM_THE_MACHINE.test(name)))
}
