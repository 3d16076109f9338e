import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { examplesOf } from '../examples/index.ts'
import { namesAround } from '../examples/edges.ts'
import { loadPack, shippedPacks, type Pack } from '../pack.ts'
import { rows, rulesPage, testsOf } from './page.ts'
import type { Claim, PackId } from './row.ts'

type PackClaim = Extract<Claim, { pack: PackId }>
const claims = rows.flatMap((row) =>
  row.claims.map((claim) => ({ ...claim, row: `${row.country} ${row.law}` })),
)
const ofPacks = claims.filter((claim): claim is PackClaim & { row: string } => 'pack' in claim)
const elsewhere = claims.filter((claim) => 'file' in claim)

/** The pack without that rule or duty; null where it is a whole document, which the mutations of the pack check prove. */
function without(pack: Pack, rule: string): Pack | null {
  if (Object.keys(pack.documents).includes(rule)) return null
  const documents = structuredClone(pack.documents)
  const { duties, 'contact-rules': contact } = documents
  const before = contact.rules.length + duties.duties.length
  contact.rules = contact.rules.filter(({ id }) => id !== rule)
  duties.duties = duties.duties.filter(({ id }) => id !== rule)
  expect(contact.rules.length + duties.duties.length, `${rule} is in the pack`).toBe(before - 1)
  return { ...pack, documents }
}

describe.each(ofPacks)('$row: $says', (claim) => {
  const pack = loadPack(claim.pack)
  const named = examplesOf(claim.pack).filter(({ name }) => testsOf(claim).includes(name))
  test('its tests are there and hold', () => {
    expect(testsOf(claim)).not.toEqual([])
    expect(testsOf(claim).filter((name) => !named.some((example) => example.name === name))).toEqual([])
    expect(named.filter((example) => example.differs(pack) !== null)).toEqual([])
  })
  test('without the rule one of them fails', () => {
    const less = without(pack, claim.rule)
    expect(less === null || named.some((example) => example.differs(less) !== null)).toBe(true)
  })
})

test.each(elsewhere)('$row: $says is shown by a test that there is', ({ file, test: name }) => {
  expect(readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8')).toContain(name)
})

describe.each(shippedPacks)('%s', (id) => {
  const { rules } = loadPack(id).documents['contact-rules']
  test('every rule that is more than the bank’s own policy stands in a row', () => {
    const inRows = new Set(ofPacks.filter(({ pack }) => pack === id).map(({ rule }) => rule))
    const ofLaw = rules.filter(({ status, id: rule }) => status !== 'bank-policy' && !practices.has(rule))
    expect(ofLaw.filter((rule) => !inRows.has(rule.id)).map((rule) => rule.id)).toEqual([])
  })
  test('every edge of time is tried a minute before, at and a minute after', () => {
    const names = examplesOf(id).map(({ name }) => name)
    const timed = rules.filter((rule) => kinds.has(rule.kind) || 'conversation_hours' in rule)
    const edged = (rule: string): boolean =>
      names.some((name) => {
        const edge = name.split(': ')[0] ?? ''
        return edge.startsWith(`${rule} `) && namesAround(edge).every((each) => names.includes(each))
      })
    expect(timed.filter((rule) => !edged(rule.id)).map((rule) => rule.id)).toEqual([])
  })
})

/** WhatsApp's own terms, which are no law. */
const practices: ReadonlySet<string> = new Set(['in.whatsapp-template', 'uk.whatsapp-template'])
const kinds: ReadonlySet<string> = new Set(['window', 'cap', 'conversation_pause', 'avoid_hours'])

test('docs/rules.md is what the table says', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../docs/rules.md')
})
