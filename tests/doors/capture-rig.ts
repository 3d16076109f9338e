import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import pg from 'pg'
import type { InstanceInfo } from '../harness/instance.ts'
import { eventually } from '../harness/processes.ts'

const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const READY_WITHIN_MS = 170_000
const READ_WITHIN_MS = 60_000

export type TopicRecord = { key: string | null; value: string | null }

/** `npm run connect` on the sample database, beside a running instance. */
export async function startCapture(
  instance: InstanceInfo,
  args: string[],
  environment: Record<string, string>,
) {
  const child = spawn(process.execPath, [ENTER, 'connect', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, EQUILIBRATE_HOME: instance.home, ...environment },
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  await eventually(
    'Connect to be ready',
    async () => {
      if (child.exitCode !== null) throw new Error(output)
      return output.includes('Captured rows become facts')
    },
    READY_WITHIN_MS,
  )
  return {
    output: () => output,
    kill: (name: 'connect' | 'capture'): void => {
      const pids = JSON.parse(readFileSync(join(instance.home, 'connect.json'), 'utf8')) as Record<
        string,
        number
      >
      const pid = pids[name]
      if (!pid) throw new Error(`${name} does not run`)
      process.kill(pid, 'SIGKILL')
    },
    stop: async (): Promise<number> => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** The bank's own database. */
export async function openBankDatabase(instance: InstanceInfo): Promise<pg.Client> {
  const url = new URL(instance.environment['DATABASE_URL'] ?? '')
  url.pathname = '/core_banking'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

/** Everything that a topic holds now. */
export async function readTopic(instance: InstanceInfo, topic: string): Promise<TopicRecord[]> {
  const brokers = (instance.environment['KAFKA_BROKERS'] ?? '').split(',')
  const kafka = new Kafka({ clientId: 'test-capture', brokers, logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(topic)
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map((end) => [end.partition, Number(end.high)]),
  )
  const found: TopicRecord[] = []
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const whole = new Promise<void>((resolve, reject) => {
    if (open.size === 0) resolve()
    setTimeout(() => reject(new Error(`${topic} could not be read`)), READ_WITHIN_MS).unref()
    consumer
      .run({
        eachMessage: async ({ partition, message }) => {
          found.push({ key: message.key?.toString() ?? null, value: message.value?.toString() ?? null })
          if (Number(message.offset) + 1 >= (open.get(partition) ?? Infinity)) open.delete(partition)
          if (open.size === 0) resolve()
        },
      })
      .catch(reject)
  })
  await whole.finally(() => Promise.all([consumer.disconnect(), admin.disconnect()]))
  return found
}
