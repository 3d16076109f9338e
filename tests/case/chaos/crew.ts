import { setTimeout as sleep } from 'node:timers/promises'
import type { Program, Rig } from '../../stream/rig.ts'

const RESTART_MS = 300

/** The processes that a case needs, each kept alive as a supervisor would; a paused one goes on when it is woken. */
export type Crew = {
  pid: (name: MemberName) => number
  wakeAll: () => void
  stop: () => Promise<void>
}

export const members = {
  phones: 'simulator/phones.ts',
  api: 'api/server.ts',
  cases: 'workers/cases.ts',
  outreach: 'workers/outreach.ts',
  'outreach-2': 'workers/outreach.ts',
} as const
export type MemberName = keyof typeof members

/** `outreachFlags`: for Node, of the two that send. */
export async function openCrew(
  rig: Rig,
  environment: Record<string, string>,
  outreachFlags: string,
): Promise<Crew> {
  const running = new Map<MemberName, Program>()
  let isStopping = false
  const begin = (name: MemberName): Program => {
    const flags = name.startsWith('outreach') ? { NODE_OPTIONS: outreachFlags } : {}
    const program = rig.start(members[name], { ...environment, ...flags, EQUILIBRATE_PROCESS: name })
    running.set(name, program)
    void program.ended.then(async () => {
      await sleep(RESTART_MS)
      if (!isStopping) begin(name)
    })
    return program
  }
  for (const name of Object.keys(members) as MemberName[]) await untilReady(begin(name))
  const wakeAll = (): void => {
    for (const { child } of running.values()) child.kill('SIGCONT')
  }
  return {
    pid: (name) => running.get(name)?.child.pid ?? 0,
    wakeAll,
    stop: async () => {
      isStopping = true
      wakeAll()
      await Promise.all(
        [...running.values()].map(({ child, ended }) => {
          child.kill('SIGTERM')
          return ended
        }),
      )
    },
  }
}

const untilReady = ({ child, ended, output }: Program): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('message', (message: { ready?: boolean }) => message.ready && resolve())
    void ended.then((how) => reject(new Error(`It ended (${how}) before it was ready: ${output()}`)))
  })
