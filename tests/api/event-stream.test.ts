import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { StaffClient } from '../harness/api-client.ts'
import { eventually } from '../harness/processes.ts'

const instance = inject('instance')
const database = new pg.Client({ connectionString: instance.environment['DATABASE_URL'] })
beforeAll(() => database.connect())
afterAll(() => database.end())

const announce = (subject: string): Promise<unknown> =>
  database.query(
    `with entry as (insert into outbox (type, subject, version) values ('case.changed', $1, 1))
     select pg_notify('outbox', '')`,
    [subject],
  )

type Told = { id: number; event: { type: string; id: string; version: number } }

/** Follows the stream from an event's number; `told` grows as events come. */
async function follow(client: StaffClient, lastEventId?: number) {
  const stop = new AbortController()
  const headers = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }
  const response = await client.fetch('/v1/events/stream', { headers, signal: stop.signal })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const told: Told[] = []
  const seen = { id: -1 }
  const read = async (): Promise<void> => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const id = /^id: (\d+)$/m.exec(block)?.[1]
        const data = /^data: (.+)$/m.exec(block)?.[1]
        if (id) seen.id = Number(id)
        if (data && !block.startsWith('event: beat'))
          told.push({ id: seen.id, event: JSON.parse(data) as Told['event'] })
      }
    }
  }
  void read().catch(() => undefined)
  await eventually('the stream begins', () => Promise.resolve(seen.id >= 0))
  return { told, seen, close: () => stop.abort() }
}

const subjectsOf = (told: readonly Told[], mark: string): string[] =>
  told.filter(({ event }) => event.id.startsWith(mark)).map(({ event }) => event.id)

test('a page hears of a change at once, by reference only, and resumes where it was cut off', async () => {
  const client = await StaffClient.signIn(instance, 'asha')
  const mark = `test-${randomUUID()}`
  const first = await follow(client)
  await announce(`${mark}-1`)
  await eventually('the first event', () => Promise.resolve(subjectsOf(first.told, mark).length === 1))
  const told = first.told.find(({ event }) => event.id === `${mark}-1`)!
  expect(told.event).toEqual({ type: 'case.changed', id: `${mark}-1`, version: 1 })
  first.close()

  for (const n of [2, 3, 4]) await announce(`${mark}-${n}`)
  await eventually('numbers for all', async () => {
    const { rowCount } = await database.query('select 1 from case_events where subject like $1', [`${mark}%`])
    return rowCount === 4
  })
  const second = await follow(client, told.id)
  await announce(`${mark}-5`)
  await eventually('the rest', () => Promise.resolve(subjectsOf(second.told, mark).length >= 4))
  expect(subjectsOf(second.told, mark)).toEqual([2, 3, 4, 5].map((n) => `${mark}-${n}`))
  const ids = second.told.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  second.close()
})

test('who is signed out gets no stream', async () => {
  expect((await new StaffClient(instance).get('/v1/events/stream')).status).toBe(401)
})
