/** One process to run: what, with which environment, and how it is known to be ready and to have stopped. */
export interface ProcessSpec {
  name: string
  command: string
  args: string[]
  cwd?: string
  /** The whole environment of the child; by default the one that tools of the machine run with. */
  environment?: Record<string, string>
  uid?: number
  gid?: number
  /** `message`: the child sends `{ ready: true }`; else a probe that answers true. */
  ready: 'message' | (() => Promise<boolean>)
  readyWithin_ms: number
  stopSignal?: NodeJS.Signals
  stopsWithin_ms?: number
}

export const STOPS_WITHIN_MS = 20_000
export const SHOWN_LOG_LINES = 12
