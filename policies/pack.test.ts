import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadPack, packFrom, shippedPacks } from './pack.ts'
import { packDocumentsSchema } from './pack-schema.ts'

function rawDocuments(): Record<string, Record<string, unknown>> {
  const read = (name: string) => readFileSync(new URL(`./packs/in/${name}.json`, import.meta.url), 'utf8')
  return Object.fromEntries(
    Object.keys(packDocumentsSchema.shape).map((name) => [name, JSON.parse(read(name))]),
  )
}

test('a pack names itself by id, version and the hash of all its documents', () => {
  const pack = loadPack('in')
  expect(pack.ref).toMatchObject({ id: 'in', version: '2.0.2' })
  expect(pack.ref.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(packFrom(rawDocuments()).ref).toEqual(pack.ref)
})

test('any change of any document changes the hash, the order of its keys does not', () => {
  const before = loadPack('in').ref.hash
  for (const name of [
    'pack',
    'scorecard',
    'levels',
    'hardship',
    'matrix',
    'calendar',
    'inbound',
    'templates',
    'opening',
    'urgency',
  ]) {
    const changed = rawDocuments()
    changed[name] =
      name === 'templates' ? changeWording(changed[name]) : { ...changed[name], ...change(name) }
    expect(packFrom(changed).ref.hash, name).not.toBe(before)
  }
  const turned = rawDocuments()
  turned['opening'] = Object.fromEntries(Object.entries(turned['opening'] ?? {}).reverse())
  expect(packFrom(turned).ref.hash).toBe(before)
})

const change = (name: string): object => (name === 'pack' ? { title: 'Changed' } : { source: 'changed' })
const changeWording = (document: Record<string, unknown> | undefined) => ({
  ...document,
  wording: { ...(document?.['wording'] as object), source: 'changed' },
})

test('a pack that does not exist and an id that is a path are not found', () => {
  expect(() => loadPack('zz')).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(() => loadPack('../in')).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('an unknown field, an unknown operator and a doubled rule are refused by name', () => {
  const unknown = rawDocuments()
  unknown['opening'] = { ...unknown['opening'], cool_down: 3 }
  expect(() => packFrom(unknown)).toThrow(/cool_down/)

  const operator = JSON.parse(JSON.stringify(rawDocuments()).replace('greaterThanInclusive', 'about'))
  expect(() => packFrom(operator)).toThrow(expect.objectContaining({ code: 'corrupt' }))

  const doubled = JSON.parse(
    JSON.stringify(rawDocuments()).replace('income-shock.late-salary-and-cash', 'income-shock.no-salary'),
  )
  expect(() => packFrom(doubled)).toThrow(/income-shock\.no-salary twice/)
})

test.each(shippedPacks)('every rule about contact in %s has a source and a date', (id) => {
  for (const rule of loadPack(id).documents['contact-rules'].rules) {
    expect(rule.source.length, rule.id).toBeGreaterThan(5)
    expect(rule.effective, rule.id).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
})
