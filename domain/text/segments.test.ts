import { expect, test } from 'vitest'
import { smsSegments } from './segments.ts'

test('160 plain characters fit one part, 161 need two', () => {
  expect(smsSegments('a'.repeat(160))).toEqual({ encoding: 'GSM-7', units: 160, segments: 1 })
  expect(smsSegments('a'.repeat(161))).toEqual({ encoding: 'GSM-7', units: 161, segments: 2 })
  expect(smsSegments('a'.repeat(306)).segments).toBe(2)
  expect(smsSegments('a'.repeat(307)).segments).toBe(3)
})

test('a euro sign costs two and is never split between parts', () => {
  expect(smsSegments('€'.repeat(80))).toEqual({ encoding: 'GSM-7', units: 160, segments: 1 })
  expect(smsSegments('a'.repeat(152) + '€' + 'a'.repeat(152))).toEqual({
    encoding: 'GSM-7',
    units: 306,
    segments: 3,
  })
})

test('one rupee sign or one Hindi letter turns the whole text to UCS-2', () => {
  expect(smsSegments('₹500')).toEqual({ encoding: 'UCS-2', units: 4, segments: 1 })
  expect(smsSegments('न'.repeat(70)).segments).toBe(1)
  expect(smsSegments('न'.repeat(71)).segments).toBe(2)
  expect(smsSegments('न'.repeat(134)).segments).toBe(2)
  expect(smsSegments('न'.repeat(135)).segments).toBe(3)
})

test('an emoji is two units and is never split', () => {
  expect(smsSegments('🙂').units).toBe(2)
  expect(smsSegments('न'.repeat(66) + '🙂' + 'न'.repeat(66))).toEqual({
    encoding: 'UCS-2',
    units: 134,
    segments: 3,
  })
})

test('an empty text takes no part', () => {
  expect(smsSegments('')).toEqual({ encoding: 'GSM-7', units: 0, segments: 0 })
})
