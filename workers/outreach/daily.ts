import { reconcileDay } from '../../activities/reconcile-day.ts'
import { DAY_MS } from '../../domain/calendar.ts'
import type { Logger } from '../../stores/logger.ts'
import { isReconciled } from '../../stores/postgres/reconciliations.ts'
import { repeat } from '../lifecycle.ts'

const LOOK_EVERY_MS = 10 * 60_000
/** Late callbacks of a day are waited for before it is compared. */
const SETTLES_MS = 2 * 3_600_000

type Deps = Parameters<typeof reconcileDay>[0] & { log: Logger; fail: (error: unknown) => void }

/** Compares yesterday with the providers' lists, once it has settled; a provider who is away is asked again. */
export const reconcileDaily = (deps: Deps): { stop: () => Promise<void> } =>
  repeat(() => reconcileYesterday(deps), LOOK_EVERY_MS, deps.fail)

async function reconcileYesterday(deps: Deps): Promise<void> {
  const day = new Date(Date.now() - DAY_MS - SETTLES_MS).toISOString().slice(0, 10)
  try {
    if (await isReconciled(deps.db, day)) return
    deps.log.info(await reconcileDay(deps, day), 'A day is compared with the providers')
  } catch (error) {
    deps.log.warn({ err: error }, 'A day could not be compared with the providers yet')
  }
}
