import { expect, test } from 'vitest'
import { isPersonRow, openConsents, openContacts } from './people.ts'

const textOf = (...lines: string[]) => ({
  name: 'people.csv',
  lines: lines.map((text, index) => ({ line: index + 1, text })),
})
async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}
const contacts = async (...lines: string[]) =>
  collect(await openContacts(textOf('customer,name,phone,email,avoidHours', ...lines)))

test('a contact comes with what the row names, and with the usual where it names nothing', async () => {
  const [row] = await contacts('C1,Asha Rao,+919812345678,,21:00-09:00')
  expect(row).toEqual({
    customerId: 'C1',
    value: {
      ...{ name: 'Asha Rao', phone: '+919812345678', language: 'en', zone: 'Asia/Kolkata' },
      avoidHours: [{ from: '21:00', until: '09:00' }],
    },
  })
})

test('a bad row is named by line and field, never by value, and the rest goes on', async () => {
  const rows = await contacts(
    'C1,,,,',
    ',Asha,,,',
    'C2,Asha,98,,',
    'C3,Asha,,asha-at-home,',
    'C4,Asha,,,noon',
    'C5,"Asha,,,',
    'C6,Asha,,,',
  )
  const bad = rows.flatMap((row) => (isPersonRow(row) ? [] : [row]))
  expect(bad.map(({ line, field }) => `${line} ${field}`)).toEqual([
    ...['2 name', '3 customer', '4 phone', '5 email', '6 avoidHours.0.from', '7 line'],
  ])
  expect(JSON.stringify(bad)).not.toMatch(/Asha|asha|noon/)
  expect(bad[2]?.original()).toContain('C2,Asha,98')
  expect(bad[2]?.customerId()).toBe('C2')
  expect(rows.filter(isPersonRow).map(({ customerId }) => customerId)).toEqual(['C6'])
})

test('a consent needs all of its columns, and its instant a zone', async () => {
  const header = 'customer,channel,purpose,basis,status,at'
  const rows = await collect(
    await openConsents(
      textOf(
        header,
        'C1,sms,servicing,consent,granted,2026-01-01T00:00:00Z',
        'C1,sms,servicing,consent,granted,2026-01-01',
      ),
    ),
  )
  expect(rows.map((row) => (isPersonRow(row) ? row.value.status : row.field))).toEqual(['granted', 'at'])
})
