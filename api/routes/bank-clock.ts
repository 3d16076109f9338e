import { bankTimeAt, type ClockMap, type ClockSegment } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { moveClock } from '../../stores/postgres/bank-clock.ts'
import type { BankClock, BankClockBody } from '../contract/status.ts'
import type { Deps, Settings } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { nextMorning } from './beginning.ts'

type ClockDeps = Pick<Deps, 'database' | 'clock' | 'settings'>

export const clockHandlers = (deps: ClockDeps): Pick<Handlers, 'getBankClock' | 'putBankClock'> => ({
  getBankClock: () => Promise.resolve(clockOf(deps.clock.current(), deps.settings)),
  putBankClock: async ({ body, signedIn }) => {
    const map = await deps.database.transaction(async (client) => {
      const after = await moveClock(client, (before, wall_ms) =>
        nextSegment(before, body, deps.settings.bankZone, wall_ms),
      )
      const { bankTime, speed } = clockOf(after, deps.settings)
      const details = { action: body.action, bankTime, speed }
      await writeAudit(client, { actorId: signedIn.actor.id, action: 'bank-clock', subject: null, details })
      return after
    })
    // Whoever asks next must not be told the time of before.
    await deps.clock.asOf(Date.now())
    return clockOf(map, deps.settings)
  },
})

export function clockOf(
  map: ClockMap,
  settings: Pick<Settings, 'bankZone' | 'mode'>,
  wall_ms = Date.now(),
): BankClock {
  return {
    bankTime: new Date(bankTimeAt(map, wall_ms)).toISOString(),
    wallTime: new Date(wall_ms).toISOString(),
    speed: map.at(-1)?.speed ?? 1,
    zone: settings.bankZone,
    fixed: settings.mode === 'production' || map.length === 0,
  }
}

/**
 * The segment that begins now.
 * @throws ServiceError conflict | clock-not-begun: only the bank begins it, once its history is told
 * @throws ServiceError invalid | bank-time-back
 */
export function nextSegment(map: ClockMap, wish: BankClockBody, zone: string, wall_ms: number): ClockSegment {
  const now_ms = bankTimeAt(map, wall_ms)
  const speed = map.at(-1)?.speed ?? 1
  const from = (bankFrom_ms: number, speed: number): ClockSegment => ({
    wallFrom_ms: wall_ms,
    bankFrom_ms,
    speed,
  })
  if (map.length === 0 && wish.action !== 'set')
    throw new ServiceError(
      'conflict',
      'clock-not-begun',
      'The bank is still telling its history; its clock has not begun.',
    )
  if (wish.action === 'pause') return from(now_ms, 0)
  if (wish.action === 'resume') return from(now_ms, wish.speed ?? lastMovingSpeed(map))
  if (wish.action === 'next-morning') return from(nextMorning(now_ms, zone), speed)
  const at_ms = wish.at === undefined ? now_ms : Date.parse(wish.at)
  // Before the first segment bank time is only the wall's; a bank that lives in another year sets it once.
  if (map.length > 0 && at_ms < now_ms)
    throw new ServiceError('invalid', 'bank-time-back', 'Bank time never goes back', {
      field: 'at',
      fix: `send an instant after ${new Date(now_ms).toISOString()}`,
    })
  return from(at_ms, wish.speed ?? speed)
}

const lastMovingSpeed = (map: ClockMap): number => map.findLast((segment) => segment.speed > 0)?.speed ?? 1
