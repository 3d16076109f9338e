import { expect, test } from 'vitest'
import { isHeldOut, type HoldOutSubject } from './hold-out.ts'
import { loadPack } from './pack.ts'

const india = loadPack('in')
const key = Buffer.alloc(32, 7)
const tokenOf = (n: number): string => `c_${n.toString(32).padStart(26, 'a')}`
const subject = (n: number, change: Partial<HoldOutSubject> = {}): HoldOutSubject => ({
  customer: tokenOf(n),
  level: 'MEDIUM',
  isDeclared: false,
  isVulnerable: false,
  isComplaining: false,
  ...change,
})
const CUSTOMERS = 20_000
const everybody = Array.from({ length: CUSTOMERS }, (_, n) => n)
const heldOut = everybody.filter((n) => isHeldOut(india, key, subject(n)))

test('in India one customer in twenty at MEDIUM is held out, give or take', () => {
  expect(heldOut.length / CUSTOMERS).toBeGreaterThan(0.045)
  expect(heldOut.length / CUSTOMERS).toBeLessThan(0.055)
})

test('the same customer is held out again, and another key holds out others', () => {
  expect(heldOut.every((n) => isHeldOut(india, key, subject(n)))).toBe(true)
  expect(heldOut.every((n) => isHeldOut(india, Buffer.alloc(32, 8), subject(n)))).toBe(false)
})

test('nobody at HIGH, who asked for help, is vulnerable or complains is held out', () => {
  const exempt: Partial<HoldOutSubject>[] = [
    { level: 'HIGH' },
    { level: 'LOW' },
    { isDeclared: true },
    { isVulnerable: true },
    { isComplaining: true },
  ]
  for (const change of exempt)
    expect(heldOut.some((n) => isHeldOut(india, key, subject(n, change)))).toBe(false)
})

test('the other packs hold nobody out', () => {
  for (const pack of ['uk', 'us', 'eu'].map(loadPack))
    expect(heldOut.some((n) => isHeldOut(pack, key, subject(n)))).toBe(false)
})
