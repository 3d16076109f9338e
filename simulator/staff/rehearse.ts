import { setTimeout as pause } from 'node:timers/promises'
import { signIn, type Desks, type StaffDesk } from './desk.ts'
import { workThrough } from './work.ts'

export type RehearsalOptions = {
  url: string
  password: string
  /** Bank days; then bank time stands still. */
  days: number
  say: (text: string) => void
  stopped: AbortSignal
}

const DAY_MS = 86_400_000
const ROUND_PAUSE_MS = 1_000
const SIGN_IN_AGAIN_MS = 2_000

/** Works through the inbox round after round, until the bank days are over or somebody stops it. */
export async function rehearse(options: RehearsalOptions): Promise<void> {
  const { say, stopped, days } = options
  const desks = await untilSignedIn(options)
  if (!desks) return
  let from_ms: number | null = null
  let decided = 0
  while (!stopped.aborted) {
    const clock = await clockOf(desks.supervisor)
    if (clock.speed > 1) from_ms ??= clock.now_ms
    if (from_ms !== null && clock.now_ms - from_ms >= days * DAY_MS) break
    decided += await workThrough(desks)
    await pause(ROUND_PAUSE_MS, undefined, { signal: stopped }).catch(() => undefined)
  }
  if (stopped.aborted) return
  await desks.supervisor.send('PUT', '/v1/bank-clock', { action: 'pause' })
  say(`the rehearsal of ${days} bank days is over: ${decided} decisions; bank time stands still`)
}

async function untilSignedIn({ url, password, stopped, say }: RehearsalOptions): Promise<Desks | null> {
  while (!stopped.aborted) {
    try {
      const [worker, supervisor] = await Promise.all([
        signIn(url, 'rehearsal-worker', password),
        signIn(url, 'rehearsal-supervisor', password),
      ])
      return { worker, supervisor }
    } catch (error) {
      say(`the staff cannot sign in yet: ${error instanceof Error ? error.message : 'unknown'}`)
      await pause(SIGN_IN_AGAIN_MS, undefined, { signal: stopped }).catch(() => undefined)
    }
  }
  return null
}

async function clockOf(desk: StaffDesk): Promise<{ now_ms: number; speed: number }> {
  const { body } = await desk.get('/v1/bank-clock')
  return { now_ms: Date.parse(String(body['bankTime'])), speed: Number(body['speed']) }
}
