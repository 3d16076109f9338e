import { expect, test } from 'vitest'
import { sha256 } from './hash.ts'
import { CHAIN_START, firstFault, nextSeal, sealHashOf, type Link } from './seal-chain.ts'

function chainOf(texts: readonly string[]): Link[] {
  const links: Link[] = []
  for (const text of texts)
    links.push({ ...nextSeal(links.at(-1) ?? CHAIN_START, sha256(text)), isTextWhole: true })
  return links
}
const whole = chainOf(['a', 'b', 'c', 'd'])
const [first, second, third, fourth] = whole as [Link, Link, Link, Link]

test('a chain as it was sealed holds, and so does an empty one', () => {
  expect(firstFault(whole)).toBeNull()
  expect(firstFault([])).toBeNull()
})

test('the first link that does not hold is named, with what is wrong', () => {
  expect(firstFault([first, third, fourth])).toEqual({ number: 2, fault: 'missing' })
  expect(firstFault([second, third, fourth])).toEqual({ number: 1, fault: 'missing' })
  expect(firstFault([first, third, second, fourth])).toEqual({ number: 2, fault: 'reordered' })
  expect(firstFault([first, second, second, third])).toEqual({ number: 2, fault: 'doubled' })
  expect(firstFault([first, { ...second, isTextWhole: false }])).toEqual({ number: 2, fault: 'changed' })
})

test('a seal that was made anew for another text breaks the chain behind it', () => {
  const forged = { ...nextSeal(first, sha256('other')), isTextWhole: true }
  expect(firstFault([first, forged, third, fourth])).toEqual({ number: 3, fault: 'broken' })
})

test('two seals that exchanged their numbers break the chain', () => {
  const exchanged = [first, { ...third, number: 2 }, { ...second, number: 3 }, fourth]
  expect(firstFault(exchanged)).toEqual({ number: 2, fault: 'broken' })
  const rehashed = exchanged.map((link) => ({ ...link, hash: sealHashOf(link) }))
  expect(firstFault(rehashed)).toEqual({ number: 2, fault: 'broken' })
})
