import { StackError } from '../errors.ts'
import { onPath } from '../shell.ts'

/** @throws StackError saying how to get it */
export function requireMaven(): string {
  const maven = onPath('mvn')
  if (maven) return maven
  throw new StackError(
    'Kafka cannot be fetched: Maven (mvn) is not on the PATH.',
    'Install Maven 3.8 or later (apt-get install maven), or set KAFKA_BROKERS to running brokers.',
  )
}
