import { WorkflowNotFoundError } from '@temporalio/client'
import { caseMessageNames, caseWorkflowType } from '../../domain/case-messages.ts'
import type { CaseEnd, CaseStage } from '../../domain/case.ts'
import type { Temporal } from './client.ts'

/** As many as the server gives at once. */
const PAGE_ROWS = 1_000

/** The ids of all cases that run, as Temporal's visibility has them: some seconds late. */
export async function runningCaseIds({ client }: Pick<Temporal, 'client'>): Promise<Set<string>> {
  const query = `WorkflowType = '${caseWorkflowType}' and ExecutionStatus = 'Running'`
  const ids = new Set<string>()
  for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE_ROWS })) ids.add(workflowId)
  return ids
}

/** What a case tells of itself; `gone`: Temporal knows no such workflow; `ended`: how, where it was not by itself. */
export type CaseStanding =
  | { is: 'gone' }
  | { is: 'running'; stage: CaseStage; reason: string | null; approvers: string[]; assignee: string | null }
  | { is: 'completed'; end: CaseEnd }
  | { is: 'ended'; how: string }

type Summary = { stage: CaseStage; reason: string | null; approvers: string[]; assignee: string | null }

/** Where a case's workflow stands, asked of itself. */
export async function standingOf(
  { client }: Pick<Temporal, 'client'>,
  caseId: string,
): Promise<CaseStanding> {
  const handle = client.workflow.getHandle(caseId)
  try {
    const { status } = await handle.describe()
    if (status.name === 'COMPLETED') return { is: 'completed', end: (await handle.result()) as CaseEnd }
    if (status.name !== 'RUNNING') return { is: 'ended', how: status.name.toLowerCase().replaceAll('_', '-') }
    const { stage, reason, approvers, assignee } = await handle.query<Summary>(caseMessageNames.summary)
    return { is: 'running', stage, reason, approvers, assignee }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { is: 'gone' }
    throw error
  }
}
