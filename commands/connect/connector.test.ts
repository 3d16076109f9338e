import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMapping, type Mapping } from '../../ingest/mapping.ts'
import { connectorSettings, writeConnector } from './connector.ts'

const SAMPLE = join(import.meta.dirname, '..', '..', 'stack', 'connect', 'sample', 'mapping.json')
const database = 'postgres://reader:s3cret@bank.example:5433/core'
let folder: string
let mapping: Mapping

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connector-'))
  mapping = await readMapping(SAMPLE)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('Debezium reads only the columns that the mapping names', () => {
  const settings = connectorSettings({ mapping, database, brokers: [], restPort: 1 })
  const columns = settings['column.include.list'].split(',').map((name) => name.split('\\.').at(-1))
  expect(columns).toContain('amount')
  for (const personal of ['full_name', 'phone', 'email', 'postal_address', 'narration', 'counterparty'])
    expect(columns).not.toContain(personal)
})

test('every id of the mapping is handed to the transform, customers by the letter of every other door', () => {
  const settings = connectorSettings({ mapping, database, brokers: [], restPort: 1 })
  expect(settings['transforms.tokenise.tokens'].split(',')).toEqual([
    'core_banking.customers.customer_id=c',
    'core_banking.accounts.account_id=account',
    'core_banking.accounts.customer_id=c',
    'core_banking.transactions.account_id=account',
    'core_banking.instalments.account_id=account',
    'core_banking.payments.account_id=account',
  ])
})

test('the settings hold no password, and only their owner may read them', async () => {
  await writeConnector(folder, { mapping, database, brokers: ['127.0.0.1:9092'], restPort: 8083 })
  for (const name of await readdir(folder)) {
    expect(await readFile(join(folder, name), 'utf8')).not.toContain('s3cret')
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0)
  }
})
