import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { challenge, promote, rollBack } from './promote.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from './registry.ts'
import { signVersion } from './training/publish.ts'
import { trust } from './training/signing-key.ts'
import { watchModels, type Models } from './watch.ts'

let registry: string
let folder: string
let first: Model
let privateKey: KeyObject
let models: Models
let refusals: unknown[]

const signOff = () => ({ by: 'model owner', reason: 'a test', privateKey })
const SOON = { timeout: 30_000, interval: 100 }
const champion = () => models.standing().champion?.ref.version ?? null

beforeEach(async () => {
  registry = await mkdtemp(join(tmpdir(), 'watched-'))
  folder = join(registry, 'distress')
  await cp(join(DISTRESS_FOLDER, '..'), registry, { recursive: true })
  first = await loadChampion(folder)
  privateKey = generateKeyPairSync('ed25519').privateKey
  await trust(privateKey, join(registry, 'trusted-keys'))
  await cp(join(folder, first.ref.version), join(folder, 'second'), { recursive: true })
  await signVersion(join(folder, 'second'), { name: 'distress', version: 'second' }, privateKey)
  refusals = []
  models = await watchModels(folder, { known: first.features, onRefusal: (error) => refusals.push(error) })
})
afterEach(async () => {
  models.close()
  await rm(registry, { recursive: true })
})

test('a promotion and a roll-back are in force without a restart', { timeout: 60_000 }, async () => {
  expect(champion()).toBe(first.ref.version)
  await promote(folder, 'second', signOff())
  await vi.waitFor(() => expect(champion()).toBe('second'), SOON)
  await rollBack(folder, signOff())
  await vi.waitFor(() => expect(champion()).toBe(first.ref.version), SOON)
})

test('a challenger stands beside the champion', { timeout: 60_000 }, async () => {
  await challenge(folder, 'second', signOff())
  await vi.waitFor(() => expect(models.standing().challenger?.ref.version).toBe('second'), SOON)
  expect(champion()).toBe(first.ref.version)
})

test('the version that made a score is found after it has lost its place', { timeout: 60_000 }, async () => {
  await promote(folder, 'second', signOff())
  await vi.waitFor(() => expect(champion()).toBe('second'), SOON)
  expect((await models.of(first.ref)).ref).toEqual(first.ref)
  await expect(models.of({ ...first.ref, sha256: '0'.repeat(64) })).rejects.toMatchObject({
    reason: 'model-mismatch',
  })
})

test('aliases that do not verify leave no champion, and say why', { timeout: 60_000 }, async () => {
  await writeFile(join(folder, 'aliases.json'), '{"champion":"second","challenger":null}')
  await vi.waitFor(() => expect(champion()).toBe(null), SOON)
  expect(refusals.at(-1)).toMatchObject({ code: 'corrupt', parameters: { file: 'aliases.json' } })
})
