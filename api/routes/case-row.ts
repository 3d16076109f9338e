import type { Contact } from '../../domain/contact.ts'
import type { CaseRecord } from '../../stores/postgres/inbox-row.ts'
import { maskName } from '../../stores/vault/mask.ts'
import type { CaseRow, Person } from '../contract/cases.ts'

/** A row as people see it: the name masked, approvers by name. */
export function caseRowOf(
  record: CaseRecord,
  contact: Contact | null | undefined,
  personOf: (id: string) => Person,
  claimedBy: string | null = null,
): CaseRow {
  const { obligationId: _, approvedBy, assignee, ...rest } = record
  return {
    ...rest,
    maskedName: contact ? maskName(contact.name) : null,
    approvedBy: approvedBy.map(personOf),
    assignee: assignee === null ? null : personOf(assignee),
    claimedBy: claimedBy === null ? null : personOf(claimedBy),
  }
}
