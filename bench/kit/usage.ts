import { readFileSync } from 'node:fs'

/** Ticks a second of /proc/PID/stat on Linux. */
const TICKS_PER_S = 100
const MB = 1_000_000

export type Usage = { cpu_s: number; rssMb: number }

/** What a process has used so far: CPU seconds since its start, and memory as it stands now. Linux only. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const rssKb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return {
    cpu_s: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S,
    rssMb: (Number(rssKb ?? 0) * 1024) / MB,
  }
}

const LOOK_EVERY_MS = 200

/** Watches processes by name until it is asked: CPU seconds used meanwhile, and the most memory seen. */
export function watchUsage(pids: Record<string, number>): () => Record<string, Usage> {
  const before = Object.entries(pids).map(([name, pid]) => [name, pid, usageOf(pid)] as const)
  const most = new Map(before.map(([name, , { rssMb }]) => [name, rssMb]))
  const look = (): void => {
    for (const [name, pid] of before) most.set(name, Math.max(most.get(name) ?? 0, usageOf(pid).rssMb))
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return Object.fromEntries(
      before.map(([name, pid, start]) => [
        name,
        { cpu_s: round(usageOf(pid).cpu_s - start.cpu_s, 2), rssMb: Math.round(most.get(name) ?? 0) },
      ]),
    )
  }
}

/** A number with so many decimals. */
export const round = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals
