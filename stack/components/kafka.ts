import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { artefactFolder, cached, type Recipe } from '../cache.ts'
import { accepts, LOOPBACK } from '../ports.ts'
import type { Progress } from '../progress.ts'
import { ignoresInstalled, onPath, run } from '../shell.ts'
import type { Component, Launch } from './component.ts'
import { brokerProperties } from './kafka-properties.ts'
import { requireJava } from './java.ts'
import { requireMaven } from './maven.ts'

const DEFINITION = join(import.meta.dirname, '..', 'kafka')
const READY_WITHIN_MS = 180_000
const STOPS_WITHIN_MS = 20_000
const PROBE_REQUEST_MS = 5000
const CLUSTER_ID_BYTES = 16
const JVM = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-Djava.awt.headless=true']

const recipe: Recipe = {
  name: 'kafka',
  definitionFiles: [join(DEFINITION, 'pom.xml')],
  build: async (folder, progress) => {
    const args = ['-B', '-q', '-f', join(DEFINITION, 'pom.xml'), 'package', `-Djars=${folder}`]
    await progress.step(
      'Kafka',
      'fetching the broker with Maven',
      () => run(requireMaven(), args, { takesLong: true }),
      'fetched',
    )
  },
}

/** The jars beside `kafka-server-start.sh` of the PATH, when they are of Kafka 4. */
function installed(): string | undefined {
  const script = ignoresInstalled()
    ? undefined
    : (onPath('kafka-server-start.sh') ?? onPath('kafka-server-start'))
  if (!script) return undefined
  const jars = join(dirname(realpathSync(script)), '..', 'libs')
  return existsSync(jars) && readdirSync(jars).some((jar) => /^kafka_2\.13-4\./.test(jar)) ? jars : undefined
}

async function locate(): Promise<string> {
  await requireJava()
  const jars = installed()
  if (jars) return `installed, ${jars}`
  if (existsSync(artefactFolder(recipe))) return `fetched, ${artefactFolder(recipe)}`
  return `will be fetched with ${requireMaven()}`
}

async function provide(progress: Progress): Promise<string> {
  await requireJava()
  return installed() ?? (await cached(recipe, progress))
}

async function launch(jars: string, { home, supervisor }: Launch): Promise<Record<string, string>> {
  const port = await home.port('kafka')
  const data = join(home.folder('kafka'), 'data')
  const properties = home.file('kafka/server.properties')
  writeFileSync(
    properties,
    brokerProperties({ port, controllerPort: await home.port('kafka-controller'), data }),
  )
  const java = await requireJava()
  const logging = `-Dlog4j2.configurationFile=${join(DEFINITION, 'log4j2.xml')}`
  const broker = [...JVM, logging, '-cp', join(jars, '*')]
  if (!existsSync(join(data, 'meta.properties'))) {
    const clusterId = randomBytes(CLUSTER_ID_BYTES).toString('base64url')
    // In one word: an id may begin with a dash.
    const id = `--cluster-id=${clusterId}`
    await run(java, [...broker, 'kafka.tools.StorageTool', 'format', id, '-c', properties])
  }
  await supervisor.start({
    name: 'kafka',
    command: java,
    args: [...broker, 'kafka.Kafka', properties],
    ready: async () => (await accepts(port)) && (await coordinatorAnswers(port)),
    readyWithin_ms: READY_WITHIN_MS,
    stopsWithin_ms: STOPS_WITHIN_MS,
  })
  return { KAFKA_BROKERS: `${LOOPBACK}:${port}` }
}

/** Before this, the first consumer group of a fresh broker would wait and retry for seconds. */
async function coordinatorAnswers(port: number): Promise<boolean> {
  const admin = new Kafka({
    clientId: 'equilibrate-probe',
    brokers: [`${LOOPBACK}:${port}`],
    logLevel: logLevel.NOTHING,
    requestTimeout: PROBE_REQUEST_MS,
    retry: { retries: 0 },
  }).admin()
  try {
    await admin.connect()
    await admin.listTopics() // fills the client's list of brokers
    await admin.fetchOffsets({ groupId: 'equilibrate-probe', topics: [] })
    return true
  } finally {
    await admin.disconnect()
  }
}

export const kafka: Component = { title: 'Kafka', variable: 'KAFKA_BROKERS', locate, provide, launch }
