import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { challenge, promote, rollBack } from './promote.ts'
import { readPromotions } from './promotions.ts'
import { DISTRESS_FOLDER, loadChampion, trustedKeysOf } from './registry.ts'
import { signVersion } from './training/publish.ts'
import { trust } from './training/signing-key.ts'
import { readTrustedKeys } from './trusted-keys.ts'

let registry: string
let models: string
let first: string
let privateKey: KeyObject

const signOff = () => ({ by: 'model owner', reason: 'better on matured rows', privateKey })

beforeEach(async () => {
  registry = await mkdtemp(join(tmpdir(), 'promotions-'))
  models = join(registry, 'distress')
  await cp(join(DISTRESS_FOLDER, '..'), registry, { recursive: true })
  first = (await loadChampion(models)).ref.version
  privateKey = generateKeyPairSync('ed25519').privateKey
  await trust(privateKey, join(registry, 'trusted-keys'))
  await cp(join(models, first), join(models, 'second'), { recursive: true })
  await signVersion(join(models, 'second'), { name: 'distress', version: 'second' }, privateKey)
})
afterEach(() => rm(registry, { recursive: true }))

const championNow = async (): Promise<string> => (await loadChampion(models)).ref.version
const log = async () => readPromotions(models, await readTrustedKeys(trustedKeysOf(models)))
const logFile = () => join(models, 'promotions.jsonl')
const refusal = (file: string) => expect.objectContaining({ code: 'corrupt', parameters: { file } })

test('a promoted version is champion, and one step brings the former one back', async () => {
  await promote(models, 'second', signOff())
  expect(await championNow()).toBe('second')
  await rollBack(models, signOff())
  expect(await championNow()).toBe(first)
  const actions = (await log()).slice(-2).map(({ action, by, champion }) => ({ action, by, champion }))
  expect(actions).toEqual([
    { action: 'promote', by: 'model owner', champion: 'second' },
    { action: 'rollback', by: 'model owner', champion: first },
  ])
})

test('the shipped champion has a former one to go back to, in one step', async () => {
  const { champion } = await rollBack(models, signOff())
  expect(champion).not.toBe(first)
  expect(await championNow()).toBe(champion)
})

test('a challenger leaves the champion as it is, and stops being one when it is promoted', async () => {
  await challenge(models, 'second', signOff())
  expect(await championNow()).toBe(first)
  expect((await log()).at(-1)).toMatchObject({ champion: first, challenger: 'second' })
  await promote(models, 'second', signOff())
  expect((await log()).at(-1)).toMatchObject({ champion: 'second', challenger: null })
})

test('a version that does not verify is not promoted, and nothing is logged', async () => {
  const before = await readFile(logFile(), 'utf8')
  await writeFile(join(models, 'second', 'calibrator.json'), '{}')
  await expect(promote(models, 'second', signOff())).rejects.toEqual(refusal('calibrator.json'))
  expect(await readFile(logFile(), 'utf8')).toBe(before)
})

test('a sign-off with a key that nobody trusts is refused', async () => {
  const stranger = { ...signOff(), privateKey: generateKeyPairSync('ed25519').privateKey }
  await expect(promote(models, 'second', stranger)).rejects.toMatchObject({ reason: 'key-untrusted' })
  expect(await championNow()).toBe(first)
})

test('aliases changed by hand are refused', async () => {
  await writeFile(join(models, 'aliases.json'), JSON.stringify({ champion: 'second', challenger: null }))
  await expect(loadChampion(models)).rejects.toEqual(refusal('aliases.json'))
})

test.for<[string, (lines: string[]) => string[]]>([
  ['a changed word', (lines) => lines.with(0, lines[0]!.replace('model owner', 'somebody'))],
  ['a line left out', (lines) => lines.slice(1)],
  ['two lines exchanged', ([one, two, ...rest]) => [two!, one!, ...rest]],
])('%s in the log is refused', async ([, change]) => {
  await promote(models, 'second', signOff())
  const lines = (await readFile(logFile(), 'utf8')).trim().split('\n')
  await writeFile(logFile(), `${change(lines).join('\n')}\n`)
  await expect(loadChampion(models)).rejects.toEqual(refusal('promotions.jsonl'))
})
