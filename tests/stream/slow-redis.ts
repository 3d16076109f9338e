import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { LOOPBACK } from '../../stack/ports.ts'

export type SlowRedis = {
  url: string
  /** The most bytes that ever waited on their way to Redis. */
  mostWaiting: () => number
  close: () => Promise<void>
}

/** A way to Redis on which everything takes this much longer, in each direction. */
export async function openSlowRedis(redisUrl: string, delay_ms: number): Promise<SlowRedis> {
  const target = new URL(redisUrl)
  const sockets = new Set<Socket>()
  let waiting = 0
  let most = 0
  const pass = (from: Socket, to: Socket, counts: boolean): void => {
    from.on('data', (chunk) => {
      if (counts) most = Math.max(most, (waiting += chunk.length))
      setTimeout(() => {
        if (counts) waiting -= chunk.length
        if (to.writable) to.write(chunk)
      }, delay_ms)
    })
    from.on('error', () => to.destroy()).on('close', () => to.destroy())
    sockets.add(from)
  }
  const server = createServer((client) => {
    const redis = connect(Number(target.port), target.hostname)
    pass(client, redis, true)
    pass(redis, client, false)
  })
  server.listen(0, LOOPBACK)
  await once(server, 'listening')
  return {
    url: `redis://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    mostWaiting: () => most,
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}
