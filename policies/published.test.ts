import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readReply } from './inbound.ts'
import { packFrom } from './pack.ts'

/** Versions that homes and running cases may hold, under the hash by which they ask for them. */
test.each([
  ['in-2.0.0', '5aed6a63c8abd2c295237077ada9c4cd14c7c10afdc85a926c2cade9aca3cf5a'],
  ['uk-1.1.0', 'c94bd9c3791d0dc396c51f40fecd029645af4d3dd8d51f6813c4b37dd40e068b'],
])('%s, which was published before, still loads under its own hash', (name, hash) => {
  const text = readFileSync(new URL(`published/${name}.json`, import.meta.url), 'utf8')
  const pack = packFrom(JSON.parse(text) as Record<string, unknown>)
  expect(`${pack.ref.id}-${pack.ref.version}`).toBe(name)
  expect(pack.ref.hash).toBe(hash)
  expect(readReply(pack, 'STOP!')).toBe('stop')
})
