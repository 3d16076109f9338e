import { join } from 'node:path'
import { z } from 'zod'
import { openLog } from './phones/log.ts'
import { openNetwork } from './phones/network.ts'
import { serve } from './phones/server.ts'

const environment = z
  .object({
    PHONES_PORT: z.coerce.number().int().min(0).max(65_535),
    TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-f]{32}$/i),
    TWILIO_AUTH_TOKEN: z.string().min(16),
    EQUILIBRATE_HOME: z.string().min(1),
    EQUILIBRATE_MODE: z.enum(['development', 'production']).default('development'),
  })
  .parse(process.env)

if (environment.EQUILIBRATE_MODE === 'production') {
  process.stderr.write('The pretend phone network does not run in production: set the TWILIO_* variables.\n')
  process.exit(1)
}

const log = openLog(join(environment.EQUILIBRATE_HOME, 'phones', 'log.jsonl'))
const account = { sid: environment.TWILIO_ACCOUNT_SID, token: environment.TWILIO_AUTH_TOKEN }
const server = await serve(openNetwork(account, log), environment.PHONES_PORT)
process.stdout.write(`phones: ${server.url}\n`)
process.send?.({ ready: true })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await server.close()
  process.exit(0)
}
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop)
