import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../../bench/kit/random.ts'
import type { FaultPoint } from '../../../stores/fault-points.ts'
import type { Crew, MemberName } from './crew.ts'

/** Every named point of dispatch, in its order. */
const points = [
  'outreach.before-intent',
  'outreach.after-intent',
  'outreach.after-send',
  'outreach.after-answer',
] as const satisfies FaultPoint[]

/** Whom it strikes; `self`: the process that has come to the point. A stopped one is as one whose network times out. */
const blows = [
  ...[
    { who: 'self', signal: 'SIGKILL' },
    { who: 'self', signal: 'SIGSTOP' },
  ],
  ...[
    { who: 'cases', signal: 'SIGKILL' },
    { who: 'cases', signal: 'SIGSTOP' },
  ],
  ...[
    { who: 'api', signal: 'SIGKILL' },
    { who: 'api', signal: 'SIGSTOP' },
  ],
  ...[
    { who: 'phones', signal: 'SIGKILL' },
    { who: 'phones', signal: 'SIGSTOP' },
  ],
  { who: 'postgres', signal: 'SIGKILL' },
] as const
export type Strike = { point: FaultPoint } & (typeof blows)[number]

/** Longer than the provider is waited for, and than a silent worker is believed alive. */
const STOPPED_MS = 14_000
const LOOK_EVERY_MS = 100

/** Every blow at every point, in waves of one at each point, shuffled by the seed. */
export function planStrikes(random: Random): Strike[][] {
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  const columns = points.map((point) => shuffled(blows).map((blow): Strike => ({ point, ...blow })))
  return blows.map((_, wave) => columns.flatMap((column) => column[wave] ?? []))
}

export type Armed = {
  /** Ends when every strike has fallen and who was stopped goes on; names those that did not fall by then. */
  fallen: (within_ms: number) => Promise<Strike[]>
}

/** Arms the strikes; a stopped process is woken after a while, whatever it was. */
export function arm(strikes: readonly Strike[], folder: string, crew: Crew, postgresPid: number): Armed {
  for (const { point, who, signal } of strikes) {
    rmSync(join(folder, `${point}.hit`), { force: true })
    const pid = who === 'self' ? '' : who === 'postgres' ? postgresPid : crew.pid(who satisfies MemberName)
    writeFileSync(join(folder, point), `${signal} ${pid}`.trim())
  }
  const isHit = ({ point }: Strike): boolean => existsSync(join(folder, `${point}.hit`))
  return {
    fallen: async (within_ms) => {
      const until_ms = Date.now() + within_ms
      const woken = new Set<Strike>()
      const wakes: Promise<void>[] = []
      while (Date.now() < until_ms && woken.size < strikes.length) {
        for (const strike of strikes.filter((each) => isHit(each) && !woken.has(each))) {
          woken.add(strike)
          if (strike.signal === 'SIGSTOP') wakes.push(sleep(STOPPED_MS).then(crew.wakeAll))
        }
        await sleep(LOOK_EVERY_MS)
      }
      await Promise.all(wakes)
      const missed = strikes.filter((strike) => !woken.has(strike))
      for (const { point } of missed) rmSync(join(folder, point), { force: true })
      return missed
    },
  }
}
