import { heartbeat } from '@temporalio/activity'

const BEAT_EVERY_MS = 2_000

/** Keeps telling Temporal that this process lives, so that its death is known within seconds. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), BEAT_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
