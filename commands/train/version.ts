import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface NewVersion {
  id: string
  folder: string
  /** Another version is champion already. */
  hasChampion: boolean
}

/** Lets `work` fill a new version's folder, named by the instant; nothing of it stays when that fails. */
export async function inNewVersion(
  models: string,
  work: (version: NewVersion) => Promise<void>,
): Promise<NewVersion> {
  await mkdir(models, { recursive: true })
  const id = new Date().toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')
  const version = { id, folder: join(models, id), hasChampion: existsSync(join(models, 'aliases.json')) }
  try {
    await work(version)
  } catch (error) {
    await rm(version.folder, { recursive: true, force: true })
    throw error
  }
  return version
}
