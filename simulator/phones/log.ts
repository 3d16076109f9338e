import { closeSync, fdatasyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ServiceError } from '../../domain/errors.ts'
import { phoneRecordSchema, type PhoneRecord } from './record.ts'

/** The network's durable log: JSON lines, only appended. */
export type PhoneLog = {
  /** All that was ever written, oldest first. */
  records: readonly PhoneRecord[]
  /** An accepted message is on disk before this returns, as a real network would not lose it. */
  append(record: PhoneRecord): void
  close(): void
}

/** @throws corrupt: a line in the middle is no record */
export function openLog(file: string): PhoneLog {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a+', 0o600)
  const records = readRecords(file)
  return {
    records,
    append(record) {
      writeSync(descriptor, `${JSON.stringify(record)}\n`)
      if (record.kind === 'accepted') fdatasyncSync(descriptor)
      records.push(record)
    },
    close: () => closeSync(descriptor),
  }
}

function readRecords(file: string): PhoneRecord[] {
  const bytes = readFileSync(file)
  // A process that was killed while it wrote leaves half a line; that line was never answered for.
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole < bytes.length) truncateSync(file, whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  return lines.map((line, index) => parseLine(line, index + 1))
}

function parseLine(line: string, number: number): PhoneRecord {
  try {
    return phoneRecordSchema.parse(JSON.parse(line))
  } catch {
    throw new ServiceError('corrupt', 'phone-log', `Line ${number} of the phone log is no record.`, {
      line: number,
    })
  }
}
