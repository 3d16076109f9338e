import { Kafka, logLevel, type LogEntry } from 'kafkajs'
import { createLogger } from '../logger.ts'
import { calmRequestQueues } from './request-queue.ts'

const CONNECT_MAX_MS = 5000
const REQUEST_MAX_MS = 30_000
const RETRIES_MAX = 30
const FIRST_RETRY_MS = 100
/** The client doubles its pause with each failure of a consumer's life, days apart or not: unbounded, 30 s. */
const RETRY_PAUSE_MAX_MS = 2000

calmRequestQueues()

/** The topic, group and partition of a message of the client; never its `error`, which could hold a record. */
function logCreator(): (entry: LogEntry) => void {
  const log = createLogger('kafka')
  return ({ level, log: { message, groupId, topic, partition } }) => {
    // The client names every answer that it will retry an error; what it cannot retry comes back as an exception.
    if (message.startsWith('Response ')) return
    const write = level === logLevel.ERROR ? log.error.bind(log) : log.warn.bind(log)
    write({ groupId, topic, partition }, message)
  }
}

/** A client of the brokers; it connects when a producer, consumer or admin of it does. */
export const openKafka = (brokers: string[], clientId: string): Kafka =>
  new Kafka({
    clientId,
    brokers,
    logLevel: logLevel.WARN,
    logCreator,
    connectionTimeout: CONNECT_MAX_MS,
    requestTimeout: REQUEST_MAX_MS,
    retry: { retries: RETRIES_MAX, initialRetryTime: FIRST_RETRY_MS, maxRetryTime: RETRY_PAUSE_MAX_MS },
  })
