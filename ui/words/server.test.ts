import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { speak } from './language.ts'
import { patterns, said } from './server.ts'

const HOUSE = join(import.meta.dirname, '..', '..')
const read = (pattern: string): string[] =>
  globSync(pattern, { cwd: HOUSE })
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(join(HOUSE, file), 'utf8'))
const found = (pattern: string, sentence: RegExp): string[] =>
  read(pattern).flatMap((source) => [...source.matchAll(sentence)].map(([, it = '']) => it))

/** What only a bank's own systems or the start-up are told is not among them. */
const sources = {
  'an action of the matrix': found('policies/packs/*/matrix.json', /"title": "(.*)"/g),
  'a contact rule': found('policies/packs/*/contact-rules.json', /"blocks": "(.*)"/g),
  'a fault of a fact': found('ingest/validate.ts', /reason: '([^']+)'/g),
  'a refusal': found('domain/case-refusals.ts', /'[a-z-]+',\s*'([A-Z][^']+)'/g),
  'what a case waits for': found('api/routes/case-stage.ts', /^ {2}\w+: '([^']+)',$/gm),
  'a problem of a page’s route': found(
    'api/routes/{case-*,cases*,customers,customer-*,policies,policy-*,protections,rejected,tasks,kill-switches,team,desk}.ts',
    /ServiceError\(\s*'(?!corrupt)[a-z-]+',\s*'[a-z-]+',\s*'([^']+)'/g,
  ),
}

beforeAll(() => {
  const document = { documentElement: { lang: 'en' } }
  Object.assign(globalThis, { document })
  return speak('hi')
})
afterAll(() => speak('en'))

test.each(Object.entries(sources))(
  '%s does not come through in English on a page in Hindi',
  (_, sentences) => {
    expect(sentences.length).toBeGreaterThan(5)
    expect(sentences.filter((sentence) => said(sentence) === sentence)).toEqual([])
  },
)

test('a sentence with values keeps them, and several in one are each put into words', () => {
  expect(said('it must say "Call us"; it takes 3 parts, 2 are allowed')).toBe(
    'इसमें यह कहना होगा: "Call us"; इसमें 3 भाग हैं, 2 की अनुमति है',
  )
  expect(patterns.filter((pattern) => said(pattern) === pattern)).toEqual([])
})

test('what a bank itself has written stays as it is', () => {
  expect(said('An action of our own')).toBe('An action of our own')
})
