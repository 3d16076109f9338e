import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { encodeDecisionToken, readDecisionToken, verifyDecisionToken } from './decision-token.ts'
import type { DecisionClaims } from './decision.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const signWith = (message: Uint8Array) => sign(null, message, privateKey)
const verifyWith = (signature: Uint8Array, message: Uint8Array) => verify(null, message, publicKey, signature)

const claims: DecisionClaims = {
  schema: 'decision/1',
  caseId: 'case-c_aaaaaaaaaaaaaaaaaaaaaaaaaa-1',
  decisionId: randomUUID(),
  verdict: 'approve',
  rejectReason: null,
  detail: null,
  evidenceHash: 'a'.repeat(64),
  planHash: 'b'.repeat(64),
  actor: { id: 'worker-1', roles: ['case_worker'], permissions: [] },
  issuedAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-11-23T10:05:00.000Z',
}

test('bytes of every length come back from base64url', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256)
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    expect(fromBase64Url(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
  }
  expect(fromBase64Url('ab*d')).toBeNull()
  expect(fromBase64Url('abcde')).toBeNull()
})

test('a signed token gives its claims back', () => {
  const token = encodeDecisionToken(claims, signWith)
  expect(readDecisionToken(token)).toEqual(claims)
  expect(verifyDecisionToken(token, verifyWith)).toEqual({ claims })
})

test('claims under another signature are refused', () => {
  const token = encodeDecisionToken(claims, signWith)
  const other = encodeDecisionToken({ ...claims, verdict: 'reject' }, signWith)
  const mixed = `${other.split('.')[0]}.${token.split('.')[1]}`
  expect(verifyDecisionToken(mixed, verifyWith)).toEqual({ refusal: 'signature-wrong' })
})

test('a signature of the wrong length is a wrong one, not a crash', () => {
  const token = `${encodeDecisionToken(claims, signWith).split('.')[0]}.AAAA`
  const strict = () => {
    throw new RangeError('64 bytes expected')
  }
  expect(verifyDecisionToken(token, strict)).toEqual({ refusal: 'signature-wrong' })
})

test('what is no token is unreadable', () => {
  for (const text of [undefined, 7, '', 'a.b', 'a.b.c', 'e30.AAAA', `${'A'.repeat(5_000)}.AAAA`])
    expect(verifyDecisionToken(text, verifyWith)).toEqual({ refusal: 'token-unreadable' })
})
