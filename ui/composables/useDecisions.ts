import { useQueryClient } from '@tanstack/vue-query'
import { computed, reactive } from 'vue'
import type { CaseRow, Decided } from '../../api/contract.ts'
import type { RejectReason } from '../../domain/decision.ts'
import { RequestProblem } from '../client/problem.ts'
import { request } from '../client/request.ts'
import { shownName } from '../words/terms.ts'
import { refreshRows } from './live-rows.ts'
import { patchRow } from './optimistic-rows.ts'
import { painted } from './painted.ts'
import { useWallClock } from './useWallClock.ts'

type Hashes = { evidenceHash: string; planHash: string }
export type Verdict = { is: 'approve' } | { is: 'reject'; reason: RejectReason; remark: string }

/** A decision on its way: what the tray shows until it is done with. */
export type Outgoing = {
  key: number
  caseId: string
  name: string
  hashes: Hashes
  state: 'asking' | 'holding' | 'sending' | 'second' | 'rejected' | 'undoing' | 'undone' | 'refused'
  holdUntil_ms: number | null
  problem: RequestProblem | null
}

const TRAY_MAX = 4
const SHOWN_MS = 6_000
const outgoing = reactive<Outgoing[]>([])
let nextKey = 1

const drop = (key: number): void => {
  const at = outgoing.findIndex((item) => item.key === key)
  if (at >= 0) outgoing.splice(at, 1)
}
const dropLater = (item: Outgoing): void => void setTimeout(() => drop(item.key), SHOWN_MS)

/** What the row will most likely be; the server's answer replaces it. */
function foreseen(row: CaseRow, verdict: Verdict): CaseRow['stage'] {
  if (verdict.is === 'reject') return 'awaiting_outcome'
  return row.needsSecond && row.approvedBy.length === 0 ? 'awaiting_second' : 'holding'
}

/** Approve, reject and undo: shown at once, taken back with the reason where the product refuses. */
export function useDecisions() {
  const client = useQueryClient()
  const { serverNow_ms } = useWallClock()

  const refresh = (caseId: string): void => {
    void refreshRows(client, [caseId])
    void client.invalidateQueries({ queryKey: ['case', caseId] })
  }

  function settle(item: Outgoing, verdict: Verdict, decided: Decided): void {
    if (decided.stage === 'holding' && decided.holdUntil) {
      item.state = 'holding'
      item.holdUntil_ms = Date.parse(decided.holdUntil)
      setTimeout(() => letGo(item), Math.max(0, item.holdUntil_ms - serverNow_ms()))
      return
    }
    if (verdict.is === 'reject') item.state = 'rejected'
    else item.state = decided.stage === 'awaiting_second' ? 'second' : 'sending'
    dropLater(item)
  }
  function letGo(item: Outgoing): void {
    if (item.state !== 'holding') return
    item.state = 'sending'
    dropLater(item)
    refresh(item.caseId)
  }
  function refuse(item: Outgoing, error: unknown): void {
    item.state = 'refused'
    item.problem =
      error instanceof RequestProblem ? error : new RequestProblem('unavailable', 'unknown', String(error))
  }

  /** For many at once: nothing in the tray; the answer is what went wrong, or null. */
  async function decideQuietly(row: CaseRow, verdict: Verdict): Promise<string | null> {
    const hashes = { evidenceHash: row.evidenceHash ?? '', planHash: row.planHash ?? '' }
    try {
      await request('postDecision', { id: row.id, body: bodyOf(verdict, hashes) })
      return null
    } catch (error) {
      return (error as Error).message
    } finally {
      refresh(row.id)
    }
  }

  async function decide(row: CaseRow, verdict: Verdict): Promise<boolean> {
    const hashes = { evidenceHash: row.evidenceHash ?? '', planHash: row.planHash ?? '' }
    const item = track({ row, hashes })
    await painted()
    await client.cancelQueries({ queryKey: ['cases'] })
    const takeBack = patchRow(client, row.id, { stage: foreseen(row, verdict) })
    try {
      settle(item, verdict, await request('postDecision', { id: row.id, body: bodyOf(verdict, hashes) }))
      return true
    } catch (error) {
      takeBack()
      refuse(item, error)
      return false
    } finally {
      refresh(row.id)
    }
  }

  async function undo(caseId: string, hashes: Hashes, row?: CaseRow): Promise<void> {
    const item =
      outgoing.find((it) => it.caseId === caseId && it.state === 'holding') ?? (row && track({ row, hashes }))
    if (!item) return
    item.state = 'undoing'
    try {
      await request('postUndo', { id: caseId, body: hashes })
      item.state = 'undone'
      dropLater(item)
    } catch (error) {
      refuse(item, error)
    } finally {
      refresh(caseId)
    }
  }

  const undoable = computed(() => outgoing.findLast((item) => item.state === 'holding') ?? null)
  return { outgoing, undoable, decide, decideQuietly, undo, drop }
}

function track({ row, hashes }: { row: CaseRow; hashes: Hashes }): Outgoing {
  for (const old of outgoing.filter((item) => item.caseId === row.id)) drop(old.key)
  while (outgoing.length >= TRAY_MAX) outgoing.shift()
  const fresh: Outgoing = {
    key: nextKey++,
    caseId: row.id,
    name: shownName(row),
    hashes,
    state: 'asking',
    holdUntil_ms: null,
    problem: null,
  }
  outgoing.push(fresh)
  return outgoing.at(-1) ?? fresh
}

const bodyOf = (verdict: Verdict, hashes: Hashes) =>
  verdict.is === 'approve'
    ? { verdict: 'approve' as const, ...hashes }
    : {
        verdict: 'reject' as const,
        rejectReason: verdict.reason,
        ...(verdict.remark.trim() ? { remark: verdict.remark.trim() } : {}),
        ...hashes,
      }
