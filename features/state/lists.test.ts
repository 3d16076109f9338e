import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertAt, removeAt } from './lists.ts'

test('an item stands where it was put, and leaves as if it had never come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), fc.integer(), (list, place, item) => {
      const index = place % (list.length + 1)
      const changed = [...list]
      insertAt(changed, index, item)
      expect(changed).toEqual(list.toSpliced(index, 0, item))
      removeAt(changed, index)
      expect(changed).toEqual(list)
    }),
  )
})
