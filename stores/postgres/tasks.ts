import type { Task, TaskQueue } from '../../domain/task.ts'
import type { Queryable } from './database.ts'

const columns = `id, kind, queue, rule, customer, case_id as "caseId", created_at as "createdAt", due_at as "dueAt",
  done_at as "doneAt", done_by as "doneBy"`

export type TaskToLeave = Pick<
  Task,
  'kind' | 'queue' | 'rule' | 'customer' | 'caseId' | 'createdAt' | 'dueAt'
>

/** Leaves a task; while the same one is open it changes nothing. */
export async function leaveTask(db: Queryable, task: TaskToLeave): Promise<void> {
  await db.query(
    `insert into tasks (kind, queue, rule, customer, case_id, created_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [task.kind, task.queue, task.rule, task.customer, task.caseId, task.createdAt, task.dueAt],
  )
}

/** The gate has let a step of the case pass: what had blocked it is over. */
export async function finishBlocks(db: Queryable, caseId: string, by: string, at: string): Promise<void> {
  await db.query(
    `update tasks set done_at = $3, done_by = $2 where case_id = $1 and kind = 'blocked' and done_at is null`,
    [caseId, by, at],
  )
}

/** Null where it is done already, or never was. */
export async function finishTask(db: Queryable, id: string, by: string, at: string): Promise<Task | null> {
  const { rows } = await db.query<Task>(
    `update tasks set done_at = $3, done_by = $2 where id = $1 and done_at is null returning ${columns}`,
    [id, by, at],
  )
  return rows[0] ?? null
}

export type TaskFilter = {
  queue?: TaskQueue | undefined
  caseId?: string | undefined
  after?: string | undefined
  limit: number
}

/** Open tasks, the oldest first; `after` is the id of the last one of the page before. */
export async function openTasks(db: Queryable, filter: TaskFilter): Promise<Task[]> {
  const { rows } = await db.query<Task>(
    `select ${columns} from tasks where done_at is null
       and ($1::text is null or queue = $1) and ($2::text is null or case_id = $2)
       and ($3::uuid is null or (created_at, id) > (select created_at, id from tasks where id = $3))
     order by created_at, id limit $4`,
    [filter.queue ?? null, filter.caseId ?? null, filter.after ?? null, filter.limit],
  )
  return rows
}

/** Open tasks a queue. */
export async function taskCounts(db: Queryable): Promise<{ queue: TaskQueue; open: number }[]> {
  const { rows } = await db.query<{ queue: TaskQueue; open: number }>(
    `select queue, count(*)::int as open from tasks where done_at is null group by queue order by queue`,
  )
  return rows
}
