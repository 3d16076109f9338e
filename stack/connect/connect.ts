import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { requireJava } from '../components/java.ts'
import { StackError } from '../errors.ts'
import { Home, homeFolder } from '../home.ts'
import { tryLock } from '../lock.ts'
import { LOOPBACK } from '../ports.ts'
import { writePrivately } from '../private-file.ts'
import { capture, connectSettings } from '../processes.ts'
import { specOf, type ProductEnvironment } from '../product.ts'
import type { Progress } from '../progress.ts'
import { toStandardOutput as progress } from '../progress.ts'
import { reaper } from '../reaper-client.ts'
import { readRuntime } from '../runtime-file.ts'
import { secretNames } from '../secrets.ts'
import { toolEnvironment } from '../shell.ts'
import { Supervisor } from '../supervisor.ts'
import { connectClassPath } from './jars.ts'
import { parseConnectOptions, type ConnectOptions } from './options.ts'

const READY_WITHIN_MS = 180_000
const STOPS_WITHIN_MS = 20_000
const WATCH_EVERY_MS = 3000
const ANSWERS_WITHIN_MS = 2000
const JVM = ['-Xms64m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true']

/** `npm run connect`: captures a bank's PostgreSQL database into the running instance of this home, until it is stopped. */
export async function connect(args: string[]): Promise<number> {
  const options = parseConnectOptions(args)
  const runtime = readRuntime(homeFolder())
  if (!runtime?.ready)
    throw new StackError(
      `npm run connect needs a running instance in ${homeFolder()}.`,
      'Start it with npm start.',
    )
  const home = new Home(homeFolder())
  const release = onlyHere(home)
  const supervisor = new Supervisor(home.folder('logs'), progress)
  const stopped = untilAskedToStop()
  supervisor.onChange = () => writePrivately(home.file('connect.json'), JSON.stringify(supervisor.pids()))
  try {
    await Promise.race([
      bringUp(home, supervisor, environmentOf(runtime.environment, options.database), options),
      stopped,
    ])
    await stopped
    return 0
  } finally {
    await supervisor.stopAll()
    reaper().close()
    release()
  }
}

async function bringUp(
  home: Home,
  supervisor: Supervisor,
  environment: ProductEnvironment,
  { mapping, sample }: ConnectOptions,
): Promise<void> {
  const classPath = await connectClassPath(progress)
  const settings = home.folder('connect')
  const port = await home.port('connect')
  const size = sample ? ['--sample-customers', sample.customers, '--sample-days', sample.days] : []
  const wanted = ['--mapping', mapping, '--out', settings, '--port', String(port), ...size]
  await progress.step(
    'database',
    'preparing',
    () => supervisor.runOnce(specOf(connectSettings, environment, wanted)),
    'prepared',
  )
  await supervisor.start(specOf(capture, environment, ['--mapping', mapping]))
  const java = await requireJava()
  const { KAFKA_HEAP_OPTS: _, ...machine } = toolEnvironment()
  await progress.step('Connect', 'starting', () =>
    supervisor.start({
      name: 'connect',
      command: java,
      args: [
        ...JVM,
        `-Dlog4j2.configurationFile=${join(import.meta.dirname, 'log4j2.xml')}`,
        ...['-cp', classPath, 'org.apache.kafka.connect.cli.ConnectStandalone'],
        ...[join(settings, 'worker.properties'), join(settings, 'connector.properties')],
      ],
      environment: {
        ...machine,
        CAPTURE_DATABASE_PASSWORD: decodeURIComponent(
          new URL(environment.guarded.CAPTURE_DATABASE_URL ?? '').password,
        ),
        EQUILIBRATE_TOKEN_PEPPER: environment.guarded.EQUILIBRATE_TOKEN_PEPPER ?? '',
      },
      ready: async () => (await taskState(port)) === 'RUNNING',
      readyWithin_ms: READY_WITHIN_MS,
      stopsWithin_ms: STOPS_WITHIN_MS,
    }),
  )
  void watch(supervisor, port, progress)
  progress.line('Captured rows become facts as they are committed. Ctrl-C stops it; it goes on where it was.')
}

/** Connect leaves a task that failed as it is: it is ended, so that its supervisor starts it again. */
async function watch(supervisor: Supervisor, port: number, progress: Progress): Promise<void> {
  while (!supervisor.isStopping) {
    await sleep(WATCH_EVERY_MS, undefined, { ref: false })
    const pid = supervisor.pids().connect
    if (pid === undefined || (await taskState(port).catch(() => null)) !== 'FAILED') continue
    progress.say('connect', 'its task failed (see its log); starting it again')
    process.kill(pid, 'SIGKILL')
  }
}

/** What Connect says of the one task that reads the database. */
async function taskState(port: number): Promise<string | null> {
  const ask = async (path: string): Promise<unknown> => {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS)
    return (await fetch(`http://${LOOPBACK}:${port}${path}`, { signal })).json()
  }
  const [name] = (await ask('/connectors')) as string[]
  if (!name) return null
  const { tasks } = (await ask(`/connectors/${name}/status`)) as { tasks?: { state: string }[] }
  return tasks?.[0]?.state ?? null
}

/** What every process may read, apart from what only those get that name it. */
function environmentOf(all: Record<string, string>, database: string | undefined): ProductEnvironment {
  const isGuarded = (name: string): boolean => ['DATABASE_URL', 'SMTP_URL', ...secretNames].includes(name)
  const { EQUILIBRATE_CAPTURE_WAIT_MS, EQUILIBRATE_FAULTS_DIR } = process.env
  const entries = Object.entries(all)
  return {
    open: {
      ...Object.fromEntries(entries.filter(([name]) => !isGuarded(name))),
      ...(EQUILIBRATE_CAPTURE_WAIT_MS && { EQUILIBRATE_CAPTURE_WAIT_MS }),
      ...(EQUILIBRATE_FAULTS_DIR && { EQUILIBRATE_FAULTS_DIR }),
    },
    guarded: {
      ...Object.fromEntries(entries.filter(([name]) => isGuarded(name))),
      CAPTURE_DATABASE_URL: database ?? sampleUrl(all.DATABASE_URL ?? ''),
    },
  }
}

/** The sample lies beside the product's own database. */
function sampleUrl(productUrl: string): string {
  const url = new URL(productUrl)
  url.pathname = '/core_banking'
  return url.href
}

function onlyHere(home: Home): () => void {
  const lock = tryLock(home.file('connect.lock'))
  if ('release' in lock) return lock.release
  throw new StackError(`npm run connect already runs in ${home.path} (process ${lock.holder.pid}).`)
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve())
    // Else the listener alone would keep this process alive.
    process.channel?.unref()
  })
}
