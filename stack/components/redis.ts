import { connect } from 'node:net'
import { LOOPBACK } from '../ports.ts'
import type { Component, Launch } from './component.ts'
import { locateRedis, provideRedis } from './redis-binary.ts'

const READY_WITHIN_MS = 60_000
const PROBE_WITHIN_MS = 1000

async function launch(program: string, { home, supervisor }: Launch): Promise<Record<string, string>> {
  const port = await home.port('redis')
  const settings = {
    bind: LOOPBACK,
    port: String(port),
    dir: home.folder('redis'),
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  }
  await supervisor.start({
    name: 'redis',
    command: program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ready: () => answersPing(port),
    readyWithin_ms: READY_WITHIN_MS,
  })
  return { REDIS_URL: `redis://${LOOPBACK}:${port}` }
}

/** True once the file is loaded: while it loads, Redis answers PING with an error. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK, timeout: PROBE_WITHIN_MS })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', (reply) => end(reply.toString().startsWith('+PONG')))
    socket.once('error', () => end(false)).once('timeout', () => end(false))
  })
}

export const redis: Component = {
  title: 'Redis',
  variable: 'REDIS_URL',
  locate: locateRedis,
  provide: provideRedis,
  launch,
}
