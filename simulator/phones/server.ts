import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { twilioApi } from './api.ts'
import type { Network } from './network.ts'
import { pages } from './pages.ts'
import type { ContentOf } from './request.ts'

export type PhonesServer = { url: string; close: () => Promise<void> }

const nothingRegistered: ContentOf = () => null

/** Serves the network on the loopback only: its messages are nobody else's. `port` 0 takes a free one. */
export async function serve(
  network: Network,
  port: number,
  contentOf: ContentOf = nothingRegistered,
): Promise<PhonesServer> {
  const app = express().disable('x-powered-by')
  app.use('/2010-04-01/Accounts/:accountSid', twilioApi(network, contentOf))
  app.use(pages(network))
  const server: Server = app.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await network.stop()
    },
  }
}
