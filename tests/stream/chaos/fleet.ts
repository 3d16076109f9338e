import { setTimeout as sleep } from 'node:timers/promises'
import type { Program, Rig } from '../rig.ts'

const RESTART_MS = 300

export type Fleet = {
  /** Running now, the oldest first. */
  programs: () => readonly Program[]
  /** Starts one more and waits until it is ready. */
  grow: () => Promise<Program>
  /** Ends one in good order, without a successor. */
  retire: (program: Program) => Promise<string>
  stop: () => Promise<void>
}

/** Processes of one file that are kept alive as a supervisor would: one that ends gets a successor. */
export function openFleet(rig: Rig, file: string): Fleet {
  const running: Program[] = []
  const retired = new Set<Program>()
  let isStopping = false
  const begin = (): Program => {
    const program = rig.start(file)
    running.push(program)
    void program.ended.then(async () => {
      running.splice(running.indexOf(program), 1)
      await sleep(RESTART_MS)
      if (!isStopping && !retired.has(program)) begin()
    })
    return program
  }
  const retire = (program: Program): Promise<string> => {
    retired.add(program)
    program.child.kill('SIGCONT')
    program.child.kill('SIGTERM')
    return program.ended
  }
  return {
    programs: () => running,
    grow: async () => {
      const program = begin()
      await Promise.race([rig.untilReady(program), program.ended])
      return program
    },
    retire,
    stop: async () => {
      isStopping = true
      await Promise.all(running.map(retire))
    },
  }
}
