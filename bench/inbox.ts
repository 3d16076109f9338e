import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { inboxQuery, type InboxFilter } from '../stores/postgres/inbox-query.ts'
import { listInbox } from '../stores/postgres/inbox.ts'
import { StaffClient } from '../tests/harness/api-client.ts'
import { openBankSystem } from '../tests/harness/bank-system.ts'
import { removeHome, startInstance, type StartedInstance } from '../tests/harness/instance.ts'
import { insertCases, insertContacts, insertDecisions } from './kit/case-rows.ts'
import { percentile, rounded } from './kit/numbers.ts'
import { inboxQuestions, searchOf, type Question } from './inbox/questions.ts'
import { slowest } from './inbox/slowest.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    closed: { type: 'string', default: '50000' },
    questions: { type: 'string', default: '1200' },
    seed: { type: 'string', default: '7' },
  },
})
const PAGE_ROWS = 100
const WARM_UP = 60
const ACTOR = 'asha'
const DECISIONS = 400
const BANK_NOW = '2026-03-02T04:30:00.000Z'
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const filterOf = ({ late, ...question }: Question): InboxFilter => ({
  ...question,
  actorId: ACTOR,
  ...(late ? { lateAt: BANK_NOW } : {}),
})

/** Pages deep in a queue are asked for by a real cursor, as a scrolling person gets there. */
async function withCursors(db: Database, questions: readonly Question[]) {
  const asked: { question: Question; cursor: string | null }[] = []
  for (const [at, question] of questions.entries()) {
    const deep = at % 3 === 0
    const page = deep ? await listInbox(db, filterOf(question), { cursor: null, limit: 1_000 }) : null
    asked.push({ question, cursor: page?.nextCursor ?? null })
  }
  return asked
}

/** Milliseconds of each in PostgreSQL, from sending the query to its last row. */
async function timeSql(db: Database, asked: Awaited<ReturnType<typeof withCursors>>): Promise<number[]> {
  const took: number[] = []
  for (const { question, cursor } of asked) {
    const { text, values: bound } = inboxQuery(filterOf(question), { cursor, limit: PAGE_ROWS })
    const began_ms = performance.now()
    await db.query(text, bound)
    took.push(performance.now() - began_ms)
  }
  return took.slice(WARM_UP)
}

/** Milliseconds of each over HTTP as a signed-in person: masked names, claims and the sizes of the queues included. */
async function timeHttp(
  instance: StartedInstance,
  asked: Awaited<ReturnType<typeof withCursors>>,
): Promise<number[]> {
  const asha = await StaffClient.signIn(instance, ACTOR)
  const took: number[] = []
  for (const { question, cursor } of asked) {
    const path = `/v1/cases?${searchOf(question, { cursor, limit: PAGE_ROWS })}`
    const began_ms = performance.now()
    const { status } = await asha.get(path)
    took.push(performance.now() - began_ms)
    if (status !== 200) throw new Error(`${path}: ${status}`)
  }
  return took.slice(WARM_UP)
}

async function measure(instance: StartedInstance): Promise<Record<string, number>> {
  const db = openDatabase(instance.environment['DATABASE_URL'] ?? '')
  const key = (name: string): Buffer => Buffer.from(instance.environment[name] ?? '', 'base64')
  try {
    const bank = await openBankSystem(instance)
    await bank.now_ms()
    await bank.close()
    say(`inserting ${values.cases} open and ${values.closed} closed cases`)
    await insertCases(db, {
      ...{ open: Number(values.cases), closed: Number(values.closed) },
      ...{ seed: Number(values.seed), bankNow: BANK_NOW },
    })
    await insertDecisions(db, ACTOR, DECISIONS)
    const contacts = await insertContacts(db, {
      ...{ vault: key('EQUILIBRATE_VAULT_KEY'), index: key('EQUILIBRATE_INDEX_KEY') },
    })
    say(`${contacts} contacts sealed; asking ${values.questions} pages twice`)
    const asked = await withCursors(
      db,
      inboxQuestions(Number(values.questions) + WARM_UP, Number(values.seed)),
    )
    const sql = await timeSql(db, asked)
    const http = await timeHttp(instance, asked)
    for (const [name, took] of Object.entries({ sql, http })) {
      say(`${name}: p50 ${percentile(took, 0.5).toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms`)
      for (const line of slowest(asked.slice(WARM_UP), took)) say(`  ${line}`)
    }
    return {
      cases: Number(values.cases),
      sqlP99_ms: rounded(percentile(sql, 0.99), 1),
      httpP99_ms: rounded(percentile(http, 0.99), 1),
    }
  } finally {
    await db.close()
  }
}

const instance = await startInstance({ args: ['--customers', '0'] })
try {
  process.stdout.write(`${JSON.stringify(await measure(instance))}\n`)
} finally {
  await instance.stop()
  removeHome(instance.home)
}
