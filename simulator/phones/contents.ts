import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ContentOf } from './request.ts'

const contentsSchema = z.record(z.string(), z.string())

/** The approved WhatsApp contents, from a file of sid and words; read again when a sid is new. */
export function openContents(file: string): ContentOf {
  let contents: Record<string, string> = {}
  return (sid) => {
    if (contents[sid] === undefined) contents = readContents(file)
    return contents[sid] ?? null
  }
}

function readContents(file: string): Record<string, string> {
  try {
    return contentsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Nothing is registered yet.
    return {}
  }
}
