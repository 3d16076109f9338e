import { bankTimeAt } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import { finishTask, openTasks, taskCounts } from '../../stores/postgres/tasks.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

export const taskHandlers = ({
  database,
}: Pick<Deps, 'database'>): Pick<Handlers, 'listTasks' | 'postTaskDone'> => ({
  listTasks: async ({ query }) => ({
    tasks: await openTasks(database, query),
    counts: await taskCounts(database),
  }),
  postTaskDone: async ({ params: { id }, signedIn }) => {
    const at = new Date(bankTimeAt(await readClock(database), Date.now())).toISOString()
    const actorId = signedIn.actor.id
    const done = await finishTask(database, id, actorId, at)
    if (!done) throw new ServiceError('not-found', 'no-open-task', 'It is done already, or never was.')
    const details = { kind: done.kind, rule: done.rule }
    await writeAudit(database, {
      actorId,
      action: 'task.done',
      subject: done.caseId ?? done.customer,
      details,
    })
    return done
  },
})
