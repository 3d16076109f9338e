import { z } from 'zod'
import { rehearse } from './staff/rehearse.ts'

/** The pretend staff of a rehearsal: a process of its own that reaches the product only through its public API. */
const environment = z
  .object({
    EQUILIBRATE_PUBLIC_URL: z.url(),
    EQUILIBRATE_DEMO_PASSWORD: z.string().min(1),
    EQUILIBRATE_REHEARSE_DAYS: z.coerce.number().int().min(1),
    EQUILIBRATE_MODE: z.enum(['development', 'production']).default('development'),
  })
  .parse(process.env)

if (environment.EQUILIBRATE_MODE === 'production')
  throw new Error('a pretend staff does not exist in production mode')

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => stop.abort())
process.send?.({ ready: true })
await rehearse({
  url: environment.EQUILIBRATE_PUBLIC_URL,
  password: environment.EQUILIBRATE_DEMO_PASSWORD,
  days: environment.EQUILIBRATE_REHEARSE_DAYS,
  say: (text) => {
    process.send?.({ say: text })
    process.stdout.write(`${JSON.stringify({ level: 30, time: Date.now(), name: 'staff', msg: text })}\n`)
  },
  stopped: stop.signal,
})
// The supervisor would start an ended process anew: the staff goes home only with the instance.
if (!stop.signal.aborted)
  await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }))
process.exit(0)
