import { randomBytes } from 'node:crypto'
import { contactHashes } from '../../stores/vault/blind-index.ts'
import { KEY_BYTES, seal } from '../../stores/vault/seal.ts'
import type { Queryable } from '../../stores/postgres/database.ts'

const FIRST = ['Priya', 'Ravi', 'Meera', 'Arjun', 'Kavya', 'Imran', 'Divya', 'Joseph', 'Nisha', 'Farhan']
const LAST = ['Sharma', 'Patel', 'Iyer', 'Khan', 'Das', 'Nair', 'Singh', 'Rao', 'Bose', 'Mehta']
const CONTACTS_AT_ONCE = 5_000
const CASES_AT_ONCE = 5_000

/**
 * Cases straight into the read model, the same for the same seed: every stage, level, hardship, product and priority, in
 * shares as a bank would have them, the urgency as the product sets it. Bank time is `bankNow`. No workflow stands behind them.
 */
export async function insertCases(
  db: Queryable,
  { open, closed, seed, bankNow }: { open: number; closed: number; seed: number; bankNow: string },
): Promise<void> {
  for (let from = 1; from <= open + closed; from += CASES_AT_ONCE) {
    const until = Math.min(from + CASES_AT_ONCE - 1, open + closed)
    await db.query(casesSql, [open, from, String(seed), bankNow, until])
  }
  await db.query('vacuum analyze cases')
}

const casesSql = `with numbers as (select i, md5($3 || ':' || i) as h from generate_series($2::int, $5::int) i),
     dice as (select i, h, i > $1 as closed,
       ('x' || substr(h, 1, 7))::bit(28)::int / 268435456.0 as a, ('x' || substr(h, 8, 7))::bit(28)::int / 268435456.0 as b,
       ('x' || substr(h, 15, 7))::bit(28)::int / 268435456.0 as c, ('x' || substr(h, 22, 7))::bit(28)::int / 268435456.0 as d,
       ('x' || substr(md5(h), 1, 7))::bit(28)::int / 268435456.0 as e,
       ('x' || substr(md5(h), 8, 7))::bit(28)::int / 268435456.0 as f,
       ('x' || substr(md5(h), 15, 7))::bit(28)::int / 268435456.0 as g
       from numbers),
     made as (select *, 'c_' || substr(translate(h, '0189', 'ghij'), 1, 26) as token,
       case when closed then 'closed' else (array['awaiting_decision','awaiting_decision','awaiting_decision',
         'awaiting_decision','awaiting_decision','awaiting_decision','awaiting_second','monitoring','monitoring',
         'awaiting_outcome','awaiting_outcome','blocked'])[1 + floor(g * 12)::int] end as stage,
       (array['MEDIUM','MEDIUM','HIGH'])[1 + floor(b * 3)::int] as level,
       (array['INCOME_SHOCK','LIQUIDITY_STRESS','EXPENSE_COMPRESSION','OVER_LEVERAGE','OVERSPENDING','NONE'])
         [1 + floor(c * 6)::int] as hardship,
       (array['loan','loan','loan','card','card','rent','insurance','standing_order'])[1 + floor(d * 8)::int] as product
       from dice)
     insert into cases (case_id, customer, episode, workflow_run_id, run_epoch, sequence, stage, level, hardship, persona,
       probability, scorecard_total, intervention_id, intervention_title, kinds, priority, needs_second,
       needs_credit_authority, obligation_id, product, due_date, amount_minor, exposure_minor, currency, evidence_hash,
       plan_hash, opened_at, sla_due_at, urgency, updated_at)
     select 'case-' || token || '-1', token, 1, 'bench', 0, 0, stage, level, hardship, 'stable', 0.2 + 0.7 * b,
       round((c * 9)::numeric, 1), lower(hardship) || '.' || lower(level), 'Help with payment dates', '{date_change}',
       (array['URGENT','HIGH','MEDIUM'])[1 + floor(e * 3)::int], true, true, 'o' || i, product,
       ($4::timestamptz + make_interval(days => 3 + floor(32 * a)::int))::date, 100000 + floor(d * 4000000)::int,
       100000 + floor(d * 4000000)::int * 24, 'INR', md5('e' || h) || md5('f' || h), md5('p' || h) || md5('q' || h),
       $4::timestamptz - make_interval(hours => floor(72 * c)::int),
       case when stage = 'monitoring' then null else $4::timestamptz + make_interval(mins => floor(4000 * f - 400)::int) end,
       round((35 * (0.2 + 0.7 * b) + 25 * (32 - floor(32 * a)) / 32 + 25 * used + 15 * larger)::numeric, 6),
       now() - make_interval(secs => i)
     from made, lateral (select least(1, greatest(0, floor(72 * c) * 60 / nullif(floor(72 * c) * 60 + floor(4000 * f - 400), 0)))
       as used, case product when 'loan' then d / 0.375 when 'card' then (d - 0.375) / 0.25 else d * 8 - floor(d * 8) end
       as larger) terms`

/** Decisions of one person on open cases, as after some days of work. */
export async function insertDecisions(db: Queryable, actorId: string, decisions: number): Promise<void> {
  await db.query(
    `insert into decisions (decision_id, case_id, verdict, actor_id, evidence_hash, plan_hash, accepted)
     select gen_random_uuid(), case_id, 'approve', $1, evidence_hash, plan_hash, true
     from cases where queue = 'underway' order by case_id limit $2`,
    [actorId, decisions],
  )
  await db.query('analyze decisions')
}

type Keys = { vault: Buffer; index: Buffer }

/** Gives every customer of a case that has none a name and a phone, sealed as the product seals them. */
export async function insertContacts(db: Queryable, keys: Keys): Promise<number> {
  const { rows } = await db.query<{ customer: string }>(
    `select distinct customer from cases where customer not in (select customer from vault_contacts) order by customer`,
  )
  for (let from = 0; from < rows.length; from += CONTACTS_AT_ONCE) {
    const some = rows
      .slice(from, from + CONTACTS_AT_ONCE)
      .map(({ customer }, i) => sealed(keys, customer, from + i))
    const column = <K extends keyof (typeof some)[number]>(key: K) => some.map((row) => row[key])
    await db.query(
      `with keys as (insert into vault_keys (customer, wrapped_key) select * from unnest($1::text[], $2::bytea[]))
       select 1`,
      [column('customer'), column('wrapped')],
    )
    await db.query(
      'insert into vault_contacts (customer, ciphertext) select * from unnest($1::text[], $2::bytea[])',
      [column('customer'), column('ciphertext')],
    )
    const words = some.flatMap(({ customer, hashes }) => hashes.map((hash) => ({ customer, hash })))
    await db.query(
      'insert into blind_index (word_hash, customer) select * from unnest($1::bytea[], $2::text[]) on conflict do nothing',
      [words.map(({ hash }) => hash), words.map(({ customer }) => customer)],
    )
  }
  await db.query('analyze vault_contacts, vault_keys, blind_index')
  return rows.length
}

function sealed(keys: Keys, customer: string, at: number) {
  const name = `${FIRST[at % FIRST.length]} ${LAST[Math.floor(at / FIRST.length) % LAST.length]}`
  const contact = {
    ...{
      name,
      phone: `+9198${String(10_000_000 + at).slice(-8)}`,
      language: 'en' as const,
      zone: 'Asia/Kolkata',
    },
  }
  const key = randomBytes(KEY_BYTES)
  return {
    customer,
    wrapped: seal(keys.vault, key, `data-key:${customer}`),
    ciphertext: seal(key, Buffer.from(JSON.stringify(contact)), `contact:${customer}`),
    hashes: contactHashes(keys.index, contact),
  }
}
