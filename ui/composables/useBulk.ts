import { ref } from 'vue'
import type { CaseRow } from '../../api/contract.ts'
import type { RejectReason } from '../../domain/decision.ts'
import type { Verdict } from './useDecisions.ts'

export type BulkResult = { row: CaseRow; problem: string | null }

/** One verdict on many cases: each its own decision on its own hashes, one after the other, each told what came of it. */
export function useBulk(decide: (row: CaseRow, verdict: Verdict) => Promise<string | null>) {
  const results = ref<BulkResult[]>([])
  const isRunning = ref(false)

  async function run(rows: readonly CaseRow[], reason: RejectReason | null): Promise<void> {
    isRunning.value = true
    results.value = []
    for (const row of rows) {
      const verdict: Verdict = reason === null ? { is: 'approve' } : { is: 'reject', reason, remark: '' }
      results.value.push({ row, problem: await decide(row, verdict) })
    }
    isRunning.value = false
  }
  return { results, isRunning, run }
}
