import { startComponents } from './components.ts'
import { startProgram, type Program } from './program.ts'
import { startTemporalServer, temporalPorts } from './temporal-server.ts'
import { productEnvironment } from '../../tests/harness/product-environment.ts'

export type Bed = {
  environment: Record<string, string>
  /** Runs a file of the project with all that it may need, and waits until it is ready. */
  start: (file: string) => Promise<Program>
  stop: () => Promise<void>
}

/** The components, Temporal's server on their PostgreSQL, the pretend network and the API that hears its callbacks. */
async function openBed(): Promise<Bed> {
  const ports = await temporalPorts()
  const components = await startComponents({ TEMPORAL_ADDRESS: ports.address })
  const stops: (() => Promise<void>)[] = [components.stop]
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each()
  }
  try {
    const environment: Record<string, string> = {
      ...(await productEnvironment(components.environment)),
      ...{ TEMPORAL_ADDRESS: ports.address, LOG_LEVEL: 'error' },
    }
    const server = await startTemporalServer(environment['DATABASE_URL'] ?? '', ports)
    stops.push(server.stop)
    const start = async (file: string): Promise<Program> => {
      const program = startProgram(file, environment)
      stops.push(program.stop)
      await program.ready()
      return program
    }
    await prepare(environment)
    await start('simulator/phones.ts')
    await start('api/server.ts')
    return { environment, start, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Measures on a bed, writes the figures as the last line, and ends the process. */
export async function runOnBed(measure: (bed: Bed) => Promise<object>): Promise<never> {
  const bed = await openBed()
  try {
    process.stdout.write(`${JSON.stringify(await measure(bed))}\n`)
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    process.exitCode = 1
  } finally {
    await bed.stop()
  }
  process.exit()
}

async function prepare(environment: Record<string, string>): Promise<void> {
  const { ended } = startProgram('commands/prepare.ts', environment)
  if ((await ended) !== 0) throw new Error('The stores could not be prepared')
}
