import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { readMail } from './mail-words.ts'
import type { Network } from './network.ts'

const MAIL_BYTES_MAX = 256 * 1024

export type MailServer = { port: number; close: () => Promise<void> }

/** What the mail server says to an address, by the part before the @; docs/phones.md lists them for readers. */
const refusals: Readonly<Record<string, { code: number; says: string }>> = {
  nobody: { code: 550, says: 'No such user here' },
  full: { code: 552, says: 'Mailbox full' },
  busy: { code: 451, says: 'Try again later' },
}
/** Takes the mail and then says nothing. */
const SILENT = 'silent'

/** A mail server on the loopback that keeps every mail in the network's log. `port` 0 takes a free one. */
export async function serveMail(network: Network, port: number): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAIL_BYTES_MAX,
    onRcptTo({ address }, _session, done) {
      const refusal = refusals[localPart(address)]
      if (!refusal) return done()
      network.refuse(address, 'smtp', refusal.code)
      done(Object.assign(new Error(refusal.says), { responseCode: refusal.code }))
    },
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address)
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      text(stream).then((raw) => {
        for (const each of to) keep(network, { to: each, from, raw })
        if (!to.some((each) => localPart(each) === SILENT)) done(null, 'kept')
      }, done)
    },
  })
  // A caller that hangs up in the midst is no trouble of the server's.
  server.on('error', () => undefined)
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function keep(network: Network, { to, from, raw }: { to: string; from: string; raw: string }): void {
  const { subject, body, unsubscribe } = readMail(raw)
  network.accept({ medium: 'email', to, from, body, subject, unsubscribe, statusCallback: null })
}

const localPart = (address: string): string => address.split('@')[0] ?? ''
