import { z } from 'zod'

/** `c_` + 26 base32 characters of HMAC-SHA-256(pepper, the bank's customer id). Pseudonymous, still personal data. */
export const tokenSchema = z
  .string()
  .regex(/^c_[a-z2-7]{26}$/, 'must be a token: c_ and 26 base32 characters')
export type Token = z.infer<typeof tokenSchema>

export const isToken = (text: string): text is Token => /^c_[a-z2-7]{26}$/.test(text)

/** `case-{token}-{episode}`; a closed id is never used again. */
export const caseIdSchema = z.string().regex(/^case-c_[a-z2-7]{26}-[1-9][0-9]{0,5}$/)
export type CaseId = z.infer<typeof caseIdSchema>

export const caseIdOf = (customer: Token, episode: number): CaseId => `case-${customer}-${episode}`

/** `{token}:{state version}`: the same state always has the same evaluation id. */
export const evaluationIdOf = (customer: Token, stateVersion: number): string => `${customer}:${stateVersion}`

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** An id that the bank gave: any characters but control ones, which databases refuse. */
export const externalIdSchema = z
  .string()
  .regex(/^[^\p{Cc}]{1,64}$/u, 'must be 1 to 64 characters, none of them a control character')

/** The source's own version of a record, growing. */
export const sourceVersionSchema = z.int().min(1).max(2_147_483_647)

export const CUSTOMER_ID_CHARS_MAX = 128
/** The bank's own customer id; replaced by a token at the door, and never behind it. */
export const customerIdSchema = z.string().min(1).max(CUSTOMER_ID_CHARS_MAX)
