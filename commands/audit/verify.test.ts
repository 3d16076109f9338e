import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../domain/hash.ts'
import { CHAIN_START, nextSeal, type ChainHead } from '../../domain/seal-chain.ts'
import { auditKey, headFileOf, publicKeyFile, readHead, signHead } from './head.ts'
import { lineOf, linkOf } from './line.ts'
import { linksOfFile, readPublicKey, verifyChain, verifyEnd, verifyHead } from './verify.ts'

const records = ['one', 'two', 'three'].map((caseId) => JSON.stringify({ caseId, outcome: 'on_time' }))
const lines = chain(records)
const end: ChainHead = verifyChain(lines.flatMap((line) => linkOf(line) ?? []))
const head = { schema: 'seal-head/1' as const, ...end, at: '2026-04-01T00:00:00Z' }

let home: string
let file: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'audit-'))
  file = join(home, 'cases.jsonl')
})
afterAll(() => rm(home, { recursive: true }))

/** Writes an export of these lines, with the head of the whole one, and verifies it as an auditor does. */
async function verify(
  exported: readonly string[],
  signed: (key: Awaited<ReturnType<typeof auditKey>>) => string = (key) => signHead(head, key),
): Promise<ChainHead> {
  await writeFile(file, exported.map((line) => `${line}\n`).join(''))
  await writeFile(headFileOf(file), signed(await auditKey(home)))
  const trusted = await readPublicKey(publicKeyFile(home))
  const found = verifyChain(await linksOfFile(file))
  verifyEnd(found, await readHead(headFileOf(file), trusted))
  return found
}

test('an export as it was written verifies, and each line is one JSON object', async () => {
  expect(await verify(lines)).toEqual({ number: 3, hash: end.hash })
  expect(lines.map((line) => (JSON.parse(line) as { caseId: string }).caseId)).toEqual([
    'one',
    'two',
    'three',
  ])
})

test('a byte that was changed, a line that was dropped, doubled or moved: the first is named', async () => {
  const [one = '', two = '', three = ''] = lines
  await expect(verify([one, two.replace('on_time', 'on_tyme'), three])).rejects.toThrow(
    'Seal 2 has another text than the one that was sealed.',
  )
  await expect(verify([one, three])).rejects.toThrow('Seal 2 is missing.')
  await expect(verify([two, three])).rejects.toThrow('Seal 1 is missing.')
  await expect(verify([one, one, two, three])).rejects.toThrow('Seal 1 stands there twice.')
  await expect(verify([one, three, two])).rejects.toThrow('Seal 2 stands in another place.')
  await expect(verify([one, '{}', three])).rejects.toThrow('Line 2 is no line of an export.')
})

test('a text sealed anew breaks the chain; where all behind it is sealed anew, the signed head differs', async () => {
  const [one = '', , three = ''] = lines
  const [, second = '', third = ''] = chain(
    records.map((text, index) => (index === 1 ? text.replace('on_time', 'missed') : text)),
  )
  await expect(verify([one, second, three])).rejects.toThrow('Seal 3 does not follow the seal before it.')
  await expect(verify([one, second, third])).rejects.toThrow('its signed head names another end')
})

test('an export that lost its last lines, or gained one, does not end at its signed head', async () => {
  await expect(verify(lines.slice(0, 2))).rejects.toThrow('The chain ends with seal 2')
  await expect(verify(chain([...records, '{"caseId":"four"}']))).rejects.toThrow('ends with seal 4')
})

test('a head that was changed, or signed by another key, is refused', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey
  await expect(verify(lines, () => signHead(head, stranger))).rejects.toThrow('is not signed by the key')
  await expect(
    verify(lines.slice(0, 2), (key) => signHead(head, key).replace('"number": 3', '"number": 2')),
  ).rejects.toThrow('is not signed by the key')
  await expect(verify(lines, () => '{}')).rejects.toThrow('holds no signed head')
  await rm(headFileOf(file))
  const trusted = await readPublicKey(publicKeyFile(home))
  await expect(readHead(headFileOf(file), trusted)).rejects.toThrow('holds no signed head')
  await expect(linksOfFile(join(home, 'none.jsonl'))).rejects.toThrow('cannot be read')
})

test('an older head still stands in a newer chain, unless what it signed was sealed anew', async () => {
  const [links, other] = await Promise.all([linksOf(lines), linksOf(chain(['{"caseId":"another"}']))])
  const older = { number: 1, hash: links[0]?.hash ?? '' }
  expect(() => verifyHead(links, older)).not.toThrow()
  expect(() => verifyHead(other, older)).toThrow('Seal 1 is another than the one in the signed head.')
  expect(() => verifyHead(links.slice(0, 1), head)).toThrow('Seal 3 is missing')
})

test('the key of a home is made once, and its public half lies beside it', async () => {
  const key = await auditKey(home)
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  expect(await readFile(publicKeyFile(home), 'utf8')).toBe(pem)
  expect((await auditKey(home)).equals(key)).toBe(true)
  await expect(readPublicKey(join(home, 'none.pem'))).rejects.toThrow('holds no public key')
})

function chain(texts: readonly string[]): string[] {
  let last: ChainHead = CHAIN_START
  return texts.map((text) => {
    const seal = nextSeal(last, sha256(text))
    last = seal
    return lineOf(text, seal)
  })
}

async function linksOf(exported: readonly string[]) {
  const own = join(home, `${exported.length}.jsonl`)
  await writeFile(own, `${exported.join('\n')}\n`)
  return linksOfFile(own)
}
