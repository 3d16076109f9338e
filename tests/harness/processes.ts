import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readRuntime } from '../../stack/runtime-file.ts'
import type { InstanceInfo } from './instance.ts'

const LOOK_EVERY_MS = 50
const HIT_WITHIN_MS = 60_000

/** The pid of a running process of the instance, by its name in `stack/processes.ts`. */
export function pidOf(instance: Pick<InstanceInfo, 'home'>, name: string): number {
  const pid = readRuntime(instance.home)?.processes[name]
  if (!pid) throw new Error(`No process ${name} runs in ${instance.home}`)
  return pid
}

/** SIGKILLs a process of the instance; its supervisor starts a new one. Gives the pid that died. */
export function killChild(instance: Pick<InstanceInfo, 'home'>, name: string): number {
  const pid = pidOf(instance, name)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Arms a fault point: the next process that reaches it is killed there, once. */
export function armFault(instance: Pick<InstanceInfo, 'faults'>, point: string): void {
  rmSync(join(instance.faults, `${point}.hit`), { force: true })
  writeFileSync(join(instance.faults, point), '')
}

/** Waits until an armed fault point has killed its process. */
export async function untilFaultHit(instance: Pick<InstanceInfo, 'faults'>, point: string): Promise<void> {
  const until_ms = Date.now() + HIT_WITHIN_MS
  while (!existsSync(join(instance.faults, `${point}.hit`))) {
    if (Date.now() > until_ms) throw new Error(`Fault point ${point} was not reached`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** Waits until `answer` gives something, asking again and again. @throws Error naming what did not come. */
export async function eventually<T>(
  what: string,
  answer: () => Promise<T | undefined | null | false>,
  within_ms = HIT_WITHIN_MS,
): Promise<T> {
  const until_ms = Date.now() + within_ms
  for (;;) {
    const value = await answer()
    if (value !== undefined && value !== null && value !== false) return value
    if (Date.now() > until_ms) throw new Error(`Not within ${within_ms / 1000} s: ${what}`)
    await sleep(LOOK_EVERY_MS * 4)
  }
}
