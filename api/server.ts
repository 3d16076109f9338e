import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { createLogger, type Logger } from '../stores/logger.ts'
import { createApp } from './app.ts'
import { openDeps } from './open-deps.ts'
import { readApiEnvironment } from './environment.ts'

const DRAIN_MAX_MS = 15_000

/** The API process: starts, tells its supervisor, serves until it is asked to stop, then ends what is under way. */
async function serve(log: Logger): Promise<void> {
  const fail = (error: unknown): void => {
    log.fatal({ err: error }, 'The API cannot go on')
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  const stopped = untilAskedToStop()
  const environment = readApiEnvironment()
  const { deps, options, close } = await openDeps(environment, log, fail)
  const server = createServer(createApp(deps, options))
  await listen(server, environment.PORT, environment.EQUILIBRATE_BIND)
  log.info({ port: environment.PORT }, 'ready')
  process.send?.({ ready: true })
  await stopped
  log.info('draining')
  setTimeout(() => fail(new Error('drain')), DRAIN_MAX_MS).unref()
  await drain(server)
  await close()
  process.exit(0)
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

/** Takes nothing new and lets what is under way answer; event streams never end by themselves. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), STREAMS_END_AFTER_MS).unref()
  await closed
}
const STREAMS_END_AFTER_MS = 2_000

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
    process.once('disconnect', () => resolve())
  })
}

await serve(createLogger('api'))
