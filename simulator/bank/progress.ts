import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** How far the pretend bank has told its story; a second run goes on from here. */
const progressSchema = z.object({
  seed: z.string(),
  customers: z.int(),
  contactsDone: z.boolean(),
  historyDays: z.int(),
  /** Days of the history that are on the topic. */
  historyToldDays: z.int(),
  /** Everything up to this bank instant has been told. */
  toldUntil_ms: z.int(),
})
export type Progress = z.infer<typeof progressSchema>

const fileOf = (home: string): string => join(home, 'bank', 'progress.json')

export function readProgress(home: string): Progress | null {
  try {
    return progressSchema.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function writeProgress(home: string, progress: Progress): void {
  const file = fileOf(home)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(progress, null, 2))
  renameSync(`${file}.new`, file)
}
