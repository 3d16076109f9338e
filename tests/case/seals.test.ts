import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firstFault } from '../../domain/seal-chain.ts'
import { headFileOf, publicKeyFile } from '../../commands/audit/head.ts'
import { sealCase, sealLinks } from '../../stores/postgres/archive.ts'
import { openDatabase, type Database } from '../../stores/postgres/database.ts'
import { migrate } from '../../stores/postgres/migrate.ts'
import { sha256 } from '../../domain/hash.ts'
import { bankClient } from '../harness/api-client.ts'
import { openRig, type Rig, type TestCase } from './rig.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '..', '..')
const MIGRATION = join(ROOT, 'stores', 'postgres', 'migrations', '0130_seal_chain.sql')
const instance = inject('instance')

describe('of a running instance', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await openRig(instance)
  })
  afterAll(() => rig.close())

  /** The last line that a command writes. */
  async function command(name: string, args: string[], environment: Record<string, string>) {
    const env = { PATH: process.env['PATH'] ?? '', ...environment }
    const { stdout } = await run(process.execPath, [join(ROOT, 'commands', name), ...args], { env })
    return JSON.parse(stdout) as { cases: number; number: number; hash: string }
  }
  async function exportTo(name: string): Promise<string> {
    const file = join(instance.home, name)
    await command('audit-export.ts', ['--out', file], {
      ...instance.environment,
      EQUILIBRATE_HOME: instance.home,
    })
    return file
  }
  const keysOf = async ({ customer }: TestCase) =>
    (await rig.db.query('select from vault_keys where customer = $1', [customer])).rowCount

  test('what is kept still verifies after an erasure: the export without a database, and the archive', async () => {
    const [helped, waiting] = await Promise.all([rig.open('monitor'), rig.open('contract')])
    await rig.pay(helped)
    await rig.rows.untilStage(helped.caseId, 'closed')
    const before = await exportTo('seals-before.jsonl')
    expect(readFileSync(before, 'utf8')).toContain(helped.caseId)

    const bank = await bankClient(instance)
    for (const { bankId } of [helped, waiting])
      expect((await bank.send('DELETE', `/v1/customers/${bankId}`)).status).toBe(202)
    await rig.rows.untilStage(waiting.caseId, 'closed')
    const after = await exportTo('seals-after.jsonl')
    for (const one of [helped, waiting]) {
      expect(await keysOf(one)).toBe(0)
      expect(readFileSync(after, 'utf8')).toContain(one.caseId)
    }

    const key = ['--key', publicKeyFile(instance.home)]
    const verified = await command('audit-verify.ts', [after, ...key, '--earlier', headFileOf(before)], {})
    expect(verified.cases).toBe(readFileSync(after, 'utf8').trimEnd().split('\n').length)
    const { DATABASE_URL = '' } = instance.environment
    expect((await command('audit-verify.ts', [], { DATABASE_URL })).number).toBeGreaterThanOrEqual(
      verified.number,
    )
  })
})

describe('in a database of its own', () => {
  const name = `seals_${Date.now()}`
  let outer: Database
  let db: Database
  beforeAll(async () => {
    const url = new URL(instance.environment['DATABASE_URL'] ?? '')
    outer = openDatabase(url.href)
    await outer.query(`create database ${name}`)
    url.pathname = name
    await migrate(url.href)
    db = openDatabase(url.href)
  })
  afterAll(async () => {
    await db.close()
    await outer.query(`drop database ${name} with (force)`)
    await outer.close()
  })

  /** Who owns the database changes it behind the product's back; then all is as before. */
  async function faultAfter(change: string): Promise<unknown> {
    return db
      .transaction(async (client) => {
        await client.query('alter table case_archive disable trigger case_archive_insert_only')
        await client.query(change)
        throw new Undone(firstFault(await sealLinks(client)))
      })
      .catch((error: unknown) => (error instanceof Undone ? error.fault : Promise.reject(error as Error)))
  }

  test('cases that were sealed before there was a chain are brought into it in their order', async () => {
    await db.query(
      `alter table case_archive drop column number, drop column before_hash, drop column hash;
       drop trigger case_archive_insert_only on case_archive`,
    )
    const sealedOn = { later: '2026-01-02', first: '2026-01-01', last: '2026-01-03' }
    for (const [caseId, day] of Object.entries(sealedOn))
      await db.query(`insert into case_archive (case_id, sealed_at, sha256, body) values ($1, $2, $3, $4)`, [
        ...[caseId, day, sha256('{}'), gzipSync('{}')],
      ])
    await db.query(readFileSync(MIGRATION, 'utf8'))
    const { rows } = await db.query<{ id: string }>('select case_id as id from case_archive order by number')
    expect(rows.map(({ id }) => id)).toEqual(['first', 'later', 'last'])
    expect(firstFault(await sealLinks(db))).toBeNull()
  })

  test('many that are sealed at once form one chain without a gap, each case once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `case-${index % 15}`)
    await Promise.all(ids.map((id) => sealCase(db, id, JSON.stringify({ id }))))
    const links = await sealLinks(db)
    expect(links).toHaveLength(18)
    expect(firstFault(links)).toBeNull()
  })

  test('the archive takes no change, and one that is forced is found', async () => {
    for (const change of [
      `update case_archive set sha256 = '' where number = 4`,
      'delete from case_archive where number = 4',
    ])
      await expect(db.query(change)).rejects.toThrow('insert-only')
    const faults = {
      'update case_archive set body = set_byte(body, 20, 1) where number = 4': {
        number: 4,
        fault: 'changed',
      },
      'delete from case_archive where number = 4': { number: 4, fault: 'missing' },
      'update case_archive set number = number + 100 where number = 4': { number: 4, fault: 'missing' },
      [`update case_archive set number = -number where number in (4, 5);
        update case_archive set number = case number when -4 then 5 else 4 end where number < 0`]: {
        ...{ number: 4, fault: 'broken' },
      },
    }
    for (const [change, fault] of Object.entries(faults)) expect(await faultAfter(change)).toEqual(fault)
  })
})

class Undone extends Error {
  readonly fault: unknown
  constructor(fault: unknown) {
    super()
    this.fault = fault
  }
}
