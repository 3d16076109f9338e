import { join } from 'node:path'
import { machineEnvironment } from './environment.ts'
import { ROOT } from './home.ts'
import type { ProductProcess } from './processes.ts'
import type { ProcessSpec } from './process-spec.ts'

const READY_WITHIN_MS = 180_000
/** kafkajs asks for timers in the past, which Node would announce in every log. */
const NODE_FLAGS = ['--disable-warning=TimeoutNegativeWarning']

/** What every process may read, and what only those get that name it. */
export interface ProductEnvironment {
  open: Record<string, string>
  guarded: Record<string, string>
}

/** How this process of the product is run, with only what it needs in its environment. */
export function specOf(
  process_: ProductProcess,
  environment: ProductEnvironment,
  args: string[] = [],
): ProcessSpec {
  const { name, file, needs } = process_
  const guarded = Object.entries(environment.guarded).filter(([variable]) => needs.includes(variable))
  return {
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, join(ROOT, file), ...args],
    cwd: ROOT,
    environment: {
      ...machineEnvironment(),
      ...environment.open,
      ...Object.fromEntries(guarded),
      EQUILIBRATE_PROCESS: name,
    },
    ready: 'message',
    readyWithin_ms: READY_WITHIN_MS,
  }
}
