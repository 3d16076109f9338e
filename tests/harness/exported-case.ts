import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { InstanceInfo } from './instance.ts'
import { eventually } from './processes.ts'

const run = promisify(execFile)
const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')

/** Exports the closed cases into a file until one of its lines holds the words, which a case does once it is archived. */
export async function exportedCase(instance: InstanceInfo, file: string, words: string): Promise<string> {
  return eventually(`the export holds ${words}`, async () => {
    await run(process.execPath, [ENTER, 'audit:export', '--out', file], {
      env: { ...process.env, EQUILIBRATE_HOME: instance.home },
    })
    return readFileSync(file, 'utf8')
      .split('\n')
      .find((line) => line.includes(words))
  })
}
