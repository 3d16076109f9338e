import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from '../errors.ts'
import { onPath, run } from '../shell.ts'

const JAVA_AT_LEAST = 17

/** The Java that runs the broker. @throws StackError when there is none, or an older one. */
export async function requireJava(): Promise<string> {
  const ofHome = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : undefined
  const java = ofHome && existsSync(ofHome) ? ofHome : onPath('java')
  const remedy = `Install a JDK ${JAVA_AT_LEAST} or later (apt-get install openjdk-17-jdk), or set KAFKA_BROKERS to running brokers.`
  if (!java) throw new StackError('Kafka cannot run: Java is not on the PATH.', remedy)
  const described = await run(java, ['-XshowSettings:properties', '-version'], { withErrors: true })
  const major = Number(/java\.specification\.version = (\d+)/.exec(described)?.[1])
  if (major >= JAVA_AT_LEAST) return java
  throw new StackError(`Kafka needs Java ${JAVA_AT_LEAST}; ${java} is older.`, remedy)
}
