import { expect, test } from 'vitest'
import { hindi } from './hindi.ts'

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

test('every Hindi sentence carries the values that the English one carries', () => {
  for (const [english, said] of Object.entries(hindi))
    expect(placeholders(said), english).toEqual(placeholders(english))
})
