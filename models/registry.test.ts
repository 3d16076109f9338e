import { generateKeyPairSync } from 'node:crypto'
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DISTRESS_FOLDER, loadChampion, loadVersion, trustedKeysOf } from './registry.ts'
import { signVersion } from './training/publish.ts'
import { trust } from './training/signing-key.ts'
import { versionFiles } from './version-folder.ts'

let registry: string
let models: string
let version: string

beforeEach(async () => {
  registry = await mkdtemp(join(tmpdir(), 'registry-'))
  models = join(registry, 'distress')
  await cp(join(DISTRESS_FOLDER, '..'), registry, { recursive: true })
  version = JSON.parse(await readFile(join(models, 'aliases.json'), 'utf8')).champion as string
})
afterEach(() => rm(registry, { recursive: true }))

const inVersion = (file: string): string => join(models, version, file)
const refusal = (file: string) => expect.objectContaining({ code: 'corrupt', parameters: { file } })

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(inVersion(file))
  const at = bytes.length >> 1
  bytes[at] = bytes[at]! ^ 1
  await writeFile(inVersion(file), bytes)
}

test('the committed champion loads, under the name and hash of its manifest', async () => {
  const model = await loadChampion(models)
  expect(model.ref).toMatchObject({ name: 'distress', version })
  expect(model.ref.sha256).toMatch(/^[0-9a-f]{64}$/)
})

describe('a changed byte is refused by name', () => {
  test.for([...versionFiles, 'manifest.json'])('%s', async (file) => {
    await flipByte(file)
    await expect(loadChampion(models)).rejects.toEqual(refusal(file))
  })
})

test('a missing file is refused by name', async () => {
  await rm(inVersion('calibrator.json'))
  await expect(loadChampion(models)).rejects.toEqual(refusal('calibrator.json'))
})

test('a file that the manifest does not list is refused by name', async () => {
  await writeFile(inVersion('extra.json'), '{}')
  await expect(loadChampion(models)).rejects.toEqual(refusal('extra.json'))
})

test('a manifest signed with another key is refused', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  await signVersion(join(models, version), { name: 'distress', version }, privateKey)
  await expect(loadChampion(models)).rejects.toEqual(refusal('manifest.json'))
})

test('the signature of one version does not serve for another', async () => {
  await cp(join(models, version), join(models, 'other'), { recursive: true })
  await expect(loadVersion(join(models, 'other'), trustedKeysOf(models))).rejects.toEqual(
    refusal('manifest.json'),
  )
})

test('a model that needs a feature which is no longer computed is refused, and the feature is named', async () => {
  const { features } = await loadChampion(models)
  const [gone = '', ...others] = features
  await expect(loadChampion(models, others)).rejects.toThrow(gone)
  await expect(loadChampion(models, features)).resolves.toBeDefined()
})

test('without aliases there is no champion', async () => {
  await rm(join(models, 'aliases.json'))
  await expect(loadChampion(models)).rejects.toEqual(refusal('aliases.json'))
})

describe('a rightly signed version that is wrong in itself', () => {
  async function resigned(file: string, change: (text: string) => string): Promise<void> {
    await writeFile(inVersion(file), change(await readFile(inVersion(file), 'utf8')))
    const { privateKey } = generateKeyPairSync('ed25519')
    await trust(privateKey, join(registry, 'trusted-keys'))
    await signVersion(join(models, version), { name: 'distress', version }, privateKey)
  }

  test('features in another order are refused', async () => {
    await resigned('features.json', (text) => {
      const { names, ...rest } = JSON.parse(text) as { names: string[] }
      return JSON.stringify({ names: names.toReversed(), ...rest })
    })
    await expect(loadChampion(models)).rejects.toEqual(refusal('features.json'))
  })

  test('scores that differ from those in training are refused', async () => {
    await resigned('parity.json', (text) => {
      const parity = JSON.parse(text) as { margins: number[] }
      parity.margins[0]! += 1e-4
      return JSON.stringify(parity)
    })
    await expect(loadChampion(models)).rejects.toEqual(refusal('parity.json'))
  })

  test('a native model that is not the exported one is refused', async () => {
    await resigned('model.json', (text) => text.replace(/"base_score":"\[[^\]]*\]"/, '"base_score":"[5E-1]"'))
    await expect(loadChampion(models)).rejects.toEqual(refusal('parity.json'))
  })

  test('a file that is no model is refused', async () => {
    await appendFile(inVersion('model.json'), '}')
    await resigned('model.json', (text) => text)
    await expect(loadChampion(models)).rejects.toEqual(refusal('model.json'))
  })
})
