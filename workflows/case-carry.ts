import type { CaseStage, CaseStart } from '../domain/case.ts'
import { approvers, emptyDesk, type Desk } from './case-desk.ts'

/** What a case hands on to its next run: all that it knows, as plain data. */
export type Carried = Omit<Desk, 'start' | 'consumedDecisions' | 'heard'> & {
  consumedDecisions: [string, number][]
  heard: [string, NonNullable<ReturnType<Desk['heard']['get']>>][]
}

/** A decision whose token has expired cannot come again. */
export const carriedOf = ({ start: _, consumedDecisions, heard, ...rest }: Desk): Carried => ({
  ...rest,
  consumedDecisions: [...consumedDecisions].filter(([, until_ms]) => until_ms > Date.now()),
  heard: [...heard],
})

export const deskOf = (start: CaseStart, carried: Carried | undefined): Desk =>
  carried
    ? {
        ...emptyDesk(start),
        ...carried,
        consumedDecisions: new Map(carried.consumedDecisions),
        heard: new Map(carried.heard),
        isRenewWanted: false,
      }
    : emptyDesk(start)

/** What a query tells of a case. */
export type CaseSummary = {
  stage: CaseStage
  reason: string | null
  approvers: string[]
  assignee: string | null
  holdUntil_ms: number | null
  evidenceHash: string | null
  planHash: string | null
}

export const summaryOf = (desk: Desk): CaseSummary => ({
  stage: desk.stage,
  reason: desk.reason,
  approvers: approvers(desk),
  assignee: desk.assignee,
  holdUntil_ms: desk.holdUntil_ms,
  evidenceHash: desk.proposal?.evidenceHash ?? null,
  planHash: desk.proposal?.planHash ?? null,
})
