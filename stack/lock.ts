import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

export interface Holder {
  pid: number
  /** When that process began, as the operating system tells it: a pid alone may have been given anew. */
  began: string
}

/** Start of a living process, or undefined when there is none. */
export function processBegan(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return holder as Holder
  } catch {
    return undefined
  }
}

/** Takes the lock, or says who holds it. A lock whose process is gone is stale and is taken over. */
export function tryLock(file: string): { release: () => void } | { holder: Holder } {
  const mine = `${file}.${process.pid}`
  const began = processBegan(process.pid) ?? ''
  writeFileSync(mine, JSON.stringify({ pid: process.pid, began } satisfies Holder))
  try {
    for (;;) {
      try {
        linkSync(mine, file)
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readHolder(file)
      if (holder && processBegan(holder.pid) === holder.began) return { holder }
      discard(file)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Moves a stale lock aside first, so that of two who find it only one removes it. */
function discard(file: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch {
    // Another process was quicker; the next turn sees its lock.
  }
}
