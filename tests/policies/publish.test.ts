import { beforeAll, expect, inject, test } from 'vitest'
import { StaffClient, type ApiAnswer } from '../harness/api-client.ts'
import { draftOf, hashIn, type Documents } from './drafts.ts'

/** The shared instance runs with India's pack: what is published here is the United Kingdom's. */
const instance = inject('instance')
let [nia, omar, asha]: [StaffClient, StaffClient, StaffClient] = [] as never
beforeAll(async () => {
  nia = await StaffClient.signIn(instance, 'nia')
  omar = await StaffClient.signIn(instance, 'omar')
  asha = await StaffClient.signIn(instance, 'asha')
})

const draft = (version: string, change?: Parameters<typeof draftOf>[2]): Documents =>
  draftOf('uk', version, change)
const handIn = (documents: Documents): Promise<ApiAnswer> =>
  nia.send('POST', '/v1/policies/uk', { documents })
const inForce = async (): Promise<string[]> => {
  const versions = (await nia.get('/v1/policies')).body['versions'] as {
    id: string
    version: string
    inForce: boolean
  }[]
  return versions.filter((each) => each.id === 'uk' && each.inForce).map(({ version }) => version)
}

test('a draft is published by another person than its author, and is then in force', async () => {
  const handed = await handIn(draft('1.2.0'))
  expect(handed).toMatchObject({
    status: 200,
    body: { problems: [], version: { status: 'draft', authorId: 'nia' } },
  })
  const path = `/v1/policies/uk/${hashIn(handed)}`
  expect(await inForce()).toEqual(['1.1.2'])
  expect((await nia.send('POST', `${path}/publish`)).body).toMatchObject({ reason: 'own-policy' })
  expect((await asha.send('POST', `${path}/publish`)).status).toBe(403)
  expect((await omar.send('POST', `${path}/publish`)).body).toMatchObject({
    status: 'published',
    reviewerId: 'omar',
  })
  expect(await inForce()).toEqual(['1.2.0'])
  expect((await omar.send('POST', `${path}/publish`)).body).toMatchObject({ reason: 'no-draft' })
})

test('a version that is not higher, or that calls itself a draft, is not published', async () => {
  const same = await handIn(draft('1.1.2', (documents) => void (documents.pack.title = 'Again')))
  expect((await omar.send('POST', `/v1/policies/uk/${hashIn(same)}/publish`)).body).toMatchObject({
    reason: 'version-not-higher',
  })
  const still = await handIn(draft('9.0.0', (documents) => void (documents.pack.status = 'draft')))
  expect((await omar.send('POST', `/v1/policies/uk/${hashIn(still)}/publish`)).body).toMatchObject({
    reason: 'policy-says-draft',
  })
})

test('a pack with a gap or a borrowing text is shown with its problems and not published', async () => {
  const bad = await handIn(
    draft('1.3.0', (documents) => {
      const contact = documents['contact-rules']
      contact.rules = contact.rules.filter(({ kind }) => kind !== 'cap')
      const [first] = documents.templates.templates
      if (first) first.bodies['en'] += ' You may borrow more.'
    }),
  )
  expect(bad.body['problems']).toEqual(
    expect.arrayContaining([
      'no rule answers cap for sms',
      expect.stringContaining('it must not say "borrow"'),
    ]),
  )
  const path = `/v1/policies/uk/${hashIn(bad)}`
  expect((await omar.send('POST', `${path}/publish`)).body).toMatchObject({ reason: 'policy-has-problems' })
  expect((await omar.send('POST', `${path}/refuse`)).body).toMatchObject({ status: 'refused' })
})

test('documents that are no pack, or another country’s, are refused by the name of the field', async () => {
  const foreign = await nia.send('POST', '/v1/policies/in', { documents: draft('1.1.2') })
  expect(foreign.body).toMatchObject({ status: 400, reason: 'other-pack', field: 'documents' })
  const missing: Documents = { ...draft('1.4.0') }
  delete missing['holds']
  const late = draft('1.4.0', (documents) => {
    const window = documents['contact-rules'].rules.find((rule) => rule.kind === 'window')
    if (window) window.window = ['09:00', '25:00']
  })
  for (const [documents, field] of [
    [missing, 'documents.holds'],
    [late, /^documents\.contact-rules\.rules\.\d+\.window\.1$/],
  ] as const)
    for (const answer of [
      await handIn(documents),
      await nia.send('POST', '/v1/policies/uk/try', { documents }),
    ])
      expect(answer.body).toMatchObject({
        ...{ status: 400, reason: 'policy-invalid' },
        field: typeof field === 'string' ? field : expect.stringMatching(field),
      })
})

test('who may read policies may try documents, and who works cases may not', async () => {
  const [dev, documents] = [await StaffClient.signIn(instance, 'dev'), draft('1.5.0')]
  const asked = (by: StaffClient) => by.send('POST', '/v1/policies/uk/try', { documents })
  expect((await asked(asha)).status).toBe(403)
  expect(await asked(dev)).toMatchObject({ status: 200, body: { problems: [], otherwise: 0 } })
  const { versions } = (await nia.get('/v1/policies')).body as { versions: { version: string }[] }
  expect(versions.map(({ version }) => version)).not.toContain('1.5.0')
})

test('a hold longer than its law allows is refused, and one that stands can be ended', async () => {
  const customer = `c_${'a'.repeat(26)}`
  const long = { customer, kind: 'breathing_space', until: '2099-01-01' }
  expect((await asha.send('POST', '/v1/holds', long)).body).toMatchObject({ reason: 'hold-too-long' })
  const { body } = await asha.get('/v1/bank-clock')
  const until = String(body['bankTime']).slice(0, 10)
  const placed = await asha.send('POST', '/v1/holds', { ...long, until })
  expect(placed).toMatchObject({ status: 200, body: { kind: 'breathing_space', placedBy: 'asha' } })
  const id = String(placed.body['id'])
  expect((await asha.send('POST', `/v1/holds/${id}/end`)).body).toMatchObject({ endedBy: 'asha' })
  expect((await asha.send('POST', `/v1/holds/${id}/end`)).status).toBe(404)
})
