import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from './lock.ts'
import type { Progress } from './progress.ts'

const WAIT_FOR_OTHER_BUILD_MS = 500

/** How an artefact of the cache is made. Its folder's name holds a hash of its definition: an upgrade rebuilds. */
export interface Recipe {
  name: string
  definitionFiles: string[]
  /** Anything else that the result depends on. */
  variant?: string
  /** Fills the given empty folder. */
  build: (folder: string, progress: Progress) => Promise<void>
}

/** `EQUILIBRATE_CACHE`, by default a folder of the user's cache, shared by all checkouts. */
export function cacheFolder(): string {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.EQUILIBRATE_CACHE || join(userCache, 'equilibrate')
}

/** Where the artefact lies once it is built. */
export function artefactFolder(recipe: Recipe): string {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n${recipe.variant ?? ''}\n`)
  for (const file of recipe.definitionFiles) hash.update(`${basename(file)}\n`).update(readFileSync(file))
  return join(cacheFolder(), `${recipe.name}-${hash.digest('hex').slice(0, 12)}`)
}

/** The artefact's folder, building it when it is missing; two instances never build the same one at once. */
export async function cached(recipe: Recipe, progress: Progress): Promise<string> {
  const folder = artefactFolder(recipe)
  if (existsSync(folder)) return folder
  mkdirSync(cacheFolder(), { recursive: true })
  const release = await lockOrWait(`${folder}.lock`, recipe.name, progress)
  try {
    if (!existsSync(folder)) await buildAside(recipe, folder, progress)
    return folder
  } finally {
    release()
  }
}

async function buildAside(recipe: Recipe, folder: string, progress: Progress): Promise<void> {
  const aside = `${folder}.building`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside)
  try {
    await recipe.build(aside, progress)
    renameSync(aside, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function lockOrWait(file: string, name: string, progress: Progress): Promise<() => void> {
  let told = false
  for (;;) {
    const lock = tryLock(file)
    if ('release' in lock) return lock.release
    if (!told) progress.say(name, `process ${lock.holder.pid} is building it; waiting`)
    told = true
    await sleep(WAIT_FOR_OTHER_BUILD_MS)
  }
}
