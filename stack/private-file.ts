import { renameSync, writeFileSync } from 'node:fs'

const OWNER_ONLY = 0o600

/** Writes a file that only its owner reads, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const aside = `${file}.${process.pid}.new`
  writeFileSync(aside, `${text}\n`, { mode: OWNER_ONLY })
  renameSync(aside, file)
}
