import { expect, test } from 'vitest'
import { formatNames } from '../../ingest/formats.ts'
import { FORMATS } from '../../stack/options.ts'

test('npm start takes the formats that the loader can read, and no other', () => {
  expect([...FORMATS].sort()).toEqual([...formatNames].sort())
})
