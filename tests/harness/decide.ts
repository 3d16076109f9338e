import { randomUUID } from 'node:crypto'
import type { CaseDetail } from '../../api/contract.ts'
import type { Desk } from './desk.ts'
import type { InstanceInfo } from './instance.ts'

type Verdict = { verdict: 'approve' } | { verdict: 'reject'; rejectReason: string; remark?: string }

/** Decides as the signed-in person, on exactly the evidence and plan that are shown now. Gives the HTTP status and the answer. */
export async function decide(desk: Desk, instance: InstanceInfo, caseId: string, verdict: Verdict) {
  const { request } = desk.page
  const me = (await (await request.get(`${instance.url}/v1/me`)).json()) as { csrf: string }
  const { row } = (await (await request.get(`${instance.url}/v1/cases/${caseId}`)).json()) as CaseDetail
  const answer = await request.post(`${instance.url}/v1/cases/${caseId}/decisions`, {
    headers: { 'x-csrf-token': me.csrf, 'idempotency-key': randomUUID() },
    data: { ...verdict, evidenceHash: row.evidenceHash, planHash: row.planHash },
  })
  return { status: answer.status(), body: (await answer.json()) as Record<string, unknown> }
}
