import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a cell with a comma, a quote or a new line is quoted', () => {
  expect(csvLine(['a,b', 'say "no"', 'x\ny', null, 3])).toBe('"a,b","say ""no""","x\ny",,3\r\n')
})

test('what a spreadsheet would run is made a text, and a number stays one', () => {
  expect(csvLine(['=1+1', '@sum', '-0.25', -0.25])).toBe("'=1+1,'@sum,-0.25,-0.25\r\n")
})
