import type { Queryable } from './database.ts'

/**
 * Leaves a task for each hold and each vulnerability that stands and whose review is due at an instant of bank time; while
 * the task is open it changes nothing. Vulnerability goes to the specialists.
 */
export async function leaveDueReviews(db: Queryable, now: string): Promise<void> {
  await db.query(
    `insert into tasks (kind, queue, rule, customer, case_id, created_at, due_at)
     select 'hold-review', 'cases', 'hold.' || kind, customer, null, $1, max(review_at)
       from holds where review_at <= $1 and ended_at is null and ends_at > $1 group by kind, customer
     union all
     select 'hold-review', 'specialist', 'vulnerability.' || kind, customer, null, $1, max(review_at)
       from vulnerabilities where review_at <= $1 and ended_at is null group by kind, customer
     on conflict do nothing`,
    [now],
  )
}
