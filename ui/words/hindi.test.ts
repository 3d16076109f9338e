import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hindi } from './hindi.ts'

const UI = join(import.meta.dirname, '..')
const QUOTED = /'((?:[^'\\]|\\.)*)'/g
const sources = readdirSync(UI, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/^(dist|words.hindi)|\.(test|config)\.ts$/.test(file))
  .map((file) => readFileSync(join(UI, file), 'utf8'))

const quotedIn = (text: string): string[] => [...text.matchAll(QUOTED)].map(([, said = '']) => said)

/** What the pages say: each literal given to `t`, the tables of words, the names of features and of pages. */
function sentences(source: string): string[] {
  const asked = source.matchAll(/\bt\(\s*(?:[\w.]+\s*\?\s*)?((?:'(?:[^'\\]|\\.)*'(?:\s*:\s*)?)+)/g)
  const tables = source.matchAll(/translated(?:<.*?>)?\(\{([\s\S]*?)\n?\}\)/g)
  const named = source.matchAll(/\b(?:title|short): ('(?:[^'\\]|\\.)*')/g)
  const facts = source.matchAll(/: \[('[A-Z](?:[^'\\]|\\.)*'), '\w+'\]/g)
  return [
    ...[...asked, ...named, ...facts].flatMap(([, said = '']) => quotedIn(said)),
    ...[...tables].flatMap(([, table = '']) => quotedIn(table.replaceAll(/^\s*(?:'[^']*'|\w+):/gm, ''))),
  ]
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test('every sentence of the pages has a Hindi one', () => {
  const said = sources.flatMap(sentences)
  expect(said.length).toBeGreaterThan(500)
  expect([...new Set(said)].filter((sentence) => !(sentence in hindi))).toEqual([])
})

test('every Hindi sentence carries the values that the English one carries', () => {
  for (const [english, said] of Object.entries(hindi))
    expect(placeholders(said), english).toEqual(placeholders(english))
})
