import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tokenOf } from '../../ingest/tokenise.ts'
import { openDatabase } from '../../stores/postgres/database.ts'
import { openVault } from '../../stores/vault/vault.ts'
import { bankClient, StaffClient } from '../harness/api-client.ts'

const instance = inject('instance')
const run = promisify(execFile)
const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const { environment } = instance
const keys = {
  EQUILIBRATE_VAULT_KEY: environment['EQUILIBRATE_VAULT_KEY'] ?? '',
  EQUILIBRATE_INDEX_KEY: environment['EQUILIBRATE_INDEX_KEY'] ?? '',
}
const pepper = Buffer.from(environment['EQUILIBRATE_TOKEN_PEPPER'] ?? '', 'base64')
const database = openDatabase(environment['DATABASE_URL'] ?? '')
const vault = openVault(database, keys)
const raw = new pg.Client({ connectionString: environment['DATABASE_URL'] })
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'equilibrate-people-'))
  await raw.connect()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all([database.close(), raw.end()])
})

/** Runs a command of the product on this instance. */
async function command(name: string, lines: readonly string[]) {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const env = { ...process.env, EQUILIBRATE_HOME: instance.home }
  return run(process.execPath, [ENTER, name, '--input', file], { env })
}

test('contacts and consents come by CSV straight to the vault; a bad row is named, kept and replayed after a fix', async () => {
  const id = `people-${randomUUID()}`
  const customer = tokenOf(pepper, id)
  const contacts = await command('contacts', [
    'customer,name,phone,language,remark,avoidHours',
    `${id},"Zebulon, Æther",+919812349876,hi,prefers mornings,21:00-09:00;13:00-14:00`,
    `${id}-2,Zebulon Second,0981-wrong,en,,`,
  ])
  expect(JSON.parse(contacts.stdout)).toEqual({ accepted: 1, rejected: 1 })
  expect(contacts.stderr).toMatch(/contacts\.csv, line 3: phone has the wrong form/)
  expect(contacts.stderr).not.toMatch(/Zebulon|0981/)
  expect(await vault.readContact(customer)).toMatchObject({
    ...{ name: 'Zebulon, Æther', phone: '+919812349876', language: 'hi', remark: 'prefers mornings' },
    avoidHours: [
      { from: '21:00', until: '09:00' },
      { from: '13:00', until: '14:00' },
    ],
  })
  const consents = await command('consents', [
    'customer,channel,purpose,basis,status,at',
    `${id},sms,servicing,consent,granted,2026-01-01T00:00:00Z`,
    `${id},pigeon,servicing,consent,granted,2026-01-01T00:00:00Z`,
  ])
  expect(JSON.parse(consents.stdout)).toEqual({ accepted: 1, rejected: 1 })
  const { rows } = await raw.query('select channel, status from consents where customer = $1', [customer])
  expect(rows).toEqual([{ channel: 'sms', status: 'granted' }])

  const rejected = await raw.query<{ id: string }>(
    `select id from rejected_events where source like 'file:%' and field = 'phone' order by id desc limit 1`,
  )
  const operator = await StaffClient.signIn(instance, 'esha')
  const rowId = Number(rejected.rows[0]?.id)
  const { body } = await operator.get(`/v1/rejected/${rowId}/original`)
  expect(body['text']).toContain('0981-wrong')
  const replay = await operator.send('POST', '/v1/rejected/replay', { ids: [rowId] })
  expect(replay.body['results']).toMatchObject([{ result: 'rejected', field: 'phone' }])
})

test('an id has the same token by HTTP, by the command and in a loaded file', async () => {
  const id = `tokens ${randomUUID()} Ž`
  const bank = await bankClient(instance)
  const { body } = await bank.send('POST', '/v1/tokens', { customerIds: [id, id.normalize('NFD')] })
  const token = tokenOf(pepper, id)
  expect(body['tokens']).toEqual([token, token])
  const { stdout } = await command('tokens', [id])
  expect(stdout.trim().split('\n')[1]).toBe(`${id},${token}`)
  const put = await bank.send('PUT', `/v1/customers/${encodeURIComponent(id)}/contact`, { name: 'Zebulon' })
  expect(put.body).toEqual({ customer: token })
  await command('contacts', ['customer,name', `${id},Zebulon of the file`])
  expect(await vault.readContact(token)).toMatchObject({ name: 'Zebulon of the file' })
})
