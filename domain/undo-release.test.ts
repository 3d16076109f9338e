import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { encodeUndoRelease, isUndoRelease, UNDO_RELEASE_LIFETIME_MS } from './undo-release.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519').privateKey
const signWith = (message: Uint8Array) => sign(null, message, privateKey)
const verifyWith = (signature: Uint8Array, message: Uint8Array) => verify(null, message, publicKey, signature)

const CASE = 'case-c_aaaaaaaaaaaaaaaaaaaaaaaaaa-1'
const NOW_MS = Date.parse('2026-11-23T10:00:00.000Z')
const token = encodeUndoRelease(CASE, NOW_MS, signWith)
const releases = (said: string, caseId = CASE, now_ms = NOW_MS) =>
  isUndoRelease(said, caseId, now_ms, verifyWith)

test('a release that is signed ends the undo time of its case, for a minute', () => {
  expect(releases(token)).toBe(true)
  expect(releases(token, CASE, NOW_MS + UNDO_RELEASE_LIFETIME_MS - 1)).toBe(true)
  expect(releases(token, CASE, NOW_MS + UNDO_RELEASE_LIFETIME_MS)).toBe(false)
  expect(releases(token, CASE.replace('-1', '-2'))).toBe(false)
})

test('without a signature of ours it ends nothing', () => {
  expect(releases('')).toBe(false)
  expect(releases(`${token.split('.')[0]}.AAAA`)).toBe(false)
  expect(releases(encodeUndoRelease(CASE, NOW_MS, (message) => sign(null, message, stranger)))).toBe(false)
})
