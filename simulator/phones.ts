import { join } from 'node:path'
import { z } from 'zod'
import { openContents } from './phones/contents.ts'
import { openLog } from './phones/log.ts'
import { serveMail } from './phones/mail.ts'
import { openNetwork } from './phones/network.ts'
import { serve } from './phones/server.ts'

const environment = z
  .object({
    PHONES_PORT: z.coerce.number().int().min(0).max(65_535),
    /** Unset: there is no mail server. */
    PHONES_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    /** Where the owner of the numbers wants to hear what customers write. */
    PHONES_INBOUND_URL: z.url().optional(),
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

const folder = join(environment.EQUILIBRATE_HOME, 'phones')
const account = { sid: environment.TWILIO_ACCOUNT_SID, token: environment.TWILIO_AUTH_TOKEN }
const network = openNetwork(account, openLog(join(folder, 'log.jsonl')), {
  inboundUrl: environment.PHONES_INBOUND_URL,
})
const server = await serve(network, environment.PHONES_PORT, openContents(join(folder, 'contents.json')))
const { PHONES_SMTP_PORT } = environment
const mail = PHONES_SMTP_PORT === undefined ? null : await serveMail(network, PHONES_SMTP_PORT)
process.stdout.write(`phones: ${server.url}\n`)
process.send?.({ ready: true })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await mail?.close()
  await server.close()
  process.exit(0)
}
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop)
