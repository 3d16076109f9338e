import { z } from 'zod'
import { ServiceError } from '../domain/errors.ts'

const text = z.string().min(1)
const base64Key = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64')

/** A short code's SMS, WhatsApp's own limit, a call a second, a modest mail server; a long code sends far less: say so. */
const SENDS_PER_SECOND = { sms: 50, whatsapp: 80, voice: 1, email: 10 }
const sendsPerSecond = z
  .string()
  .regex(/^(?:(?:sms|whatsapp|voice|email)=\d+(?:\.\d+)?(?:,|$))*$/, 'must be such as sms=1,voice=0.5')
  .default('')
  .transform((list) => ({
    ...SENDS_PER_SECOND,
    ...Object.fromEntries(
      list
        .split(',')
        .filter(Boolean)
        .map((each) => each.split('='))
        .map(([channel, amount]) => [channel, Number(amount)]),
    ),
  }))

const yesOrNo = (usual: 'yes' | 'no') =>
  z
    .enum(['yes', 'no'])
    .default(usual)
    .transform((given) => given === 'yes')

/** Every variable that a process of the product may read. A process gets only those that it needs. */
const variables = {
  EQUILIBRATE_HOME: text,
  EQUILIBRATE_MODE: z.enum(['development', 'production']).default('development'),
  EQUILIBRATE_BANK_ZONE: text.default('Asia/Kolkata'),
  EQUILIBRATE_PACK: text.default('in'),
  /** Of reasons in words: the bank's, not the customer's. */
  EQUILIBRATE_LANGUAGE: z.enum(['en', 'hi']).default('en'),
  EQUILIBRATE_PARTITIONS: z.coerce.number().int().min(1).max(1024).default(32),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  EQUILIBRATE_BIND: text.default('127.0.0.1'),
  EQUILIBRATE_PUBLIC_URL: z.url(),
  DATABASE_URL: text,
  REDIS_URL: text,
  KAFKA_BROKERS: text.transform((list) => list.split(',')),
  TEMPORAL_ADDRESS: text,
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_UI_URL: z.url().optional(),
  /** `no`: a worker of an earlier version, which only goes on with the cases that were left to it. */
  EQUILIBRATE_TAKES_NEW_CASES: yesOrNo('yes'),
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_API_URL: z.url().optional(),
  TWILIO_FROM: text,
  /** A channel without a sender is not used. */
  TWILIO_WHATSAPP_FROM: text.optional(),
  TWILIO_VOICE_FROM: text.optional(),
  SMTP_URL: text.optional(),
  SMTP_FROM: text.optional(),
  /** How many messages a second one sender may send, by channel: `sms=1,voice=0.5`. */
  EQUILIBRATE_SENDS_PER_SECOND: sendsPerSecond,
  /** How long an unknown send may still be resolved by a callback before the provider's list is believed. */
  EQUILIBRATE_QUIET_MS: z.coerce.number().int().min(0).max(3_600_000).default(60_000),
  /** The bank's database that Kafka Connect reads. */
  CAPTURE_DATABASE_URL: text,
  /** How long a captured fact waits for the row that names its owner. */
  EQUILIBRATE_CAPTURE_WAIT_MS: z.coerce.number().int().min(0).max(86_400_000).default(600_000),
  PHONES_URL: z.url().optional(),
  /** Set by `npm start -- --rehearse`. */
  EQUILIBRATE_REHEARSAL: yesOrNo('no'),
  OIDC_ISSUER: z.url().optional(),
  EQUILIBRATE_TOKEN_PEPPER: base64Key,
  EQUILIBRATE_VAULT_KEY: base64Key,
  EQUILIBRATE_INDEX_KEY: base64Key,
  EQUILIBRATE_SESSION_KEY: base64Key,
  /** Draws the hold-out. */
  EQUILIBRATE_EXPERIMENT_KEY: base64Key,
  EQUILIBRATE_DECISION_PRIVATE_KEY: base64Key,
  EQUILIBRATE_DECISION_PUBLIC_KEY: base64Key,
  EQUILIBRATE_OIDC_CLIENT_SECRET: text,
  EQUILIBRATE_OIDC_JWK: text.optional(),
  EQUILIBRATE_BANK_CLIENT_SECRET: text.optional(),
  EQUILIBRATE_DEMO_PASSWORD: text.optional(),
} as const

type Name = keyof typeof variables
export type Environment<N extends Name> = { [K in N]: z.output<(typeof variables)[K]> }

/** Reads the named variables; one error names all that are missing or wrong. Values never appear in it. */
export function readEnvironment<const N extends Name>(...names: N[]): Environment<N> {
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]]))
  const parsed = z.object(shape).safeParse(process.env)
  if (parsed.success) return parsed.data as Environment<N>
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw new ServiceError('invalid', 'environment', `The environment is incomplete: ${wrong}`)
}
