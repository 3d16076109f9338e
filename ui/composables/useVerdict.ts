import { computed, type Ref } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'
import type { RejectReason } from '../../domain/decision.ts'
import { painted } from './painted.ts'
import type { useDecisions, Verdict } from './useDecisions.ts'

/** The verdict on the case in sight: said once, then on to the next. */
export function useVerdict(
  detail: Ref<CaseDetail | null>,
  decisions: ReturnType<typeof useDecisions>,
  place: { advance: () => Promise<void>; open: (id: string) => Promise<void> },
  /** Who works on the case instead; one takes it over before one decides. */
  claimedBy: Ref<string | null>,
) {
  const { outgoing, undoable, decide, undo: takeBack } = decisions
  const underWay = computed(() => outgoing.find((item) => item.caseId === detail.value?.row.id) ?? null)
  const asking = computed(() => underWay.value?.state === 'asking' || underWay.value?.state === 'undoing')
  const tracked = computed(() => underWay.value?.state === 'holding')

  function say(verdict: Verdict): void {
    const row = detail.value?.row
    if (!row || asking.value || claimedBy.value !== null) return
    void decide(row, verdict)
    void painted().then(place.advance)
  }
  const approve = () => {
    if (detail.value?.may.approve) say({ is: 'approve' })
  }
  const reject = (reason: RejectReason, remark: string) => {
    if (detail.value?.may.reject) say({ is: 'reject', reason, remark })
  }
  /** The latest approval that can still be taken back, and back to its case; else that of the case in sight. */
  const undo = () => {
    const latest = undoable.value
    if (latest) {
      void takeBack(latest.caseId, latest.hashes)
      return void place.open(latest.caseId)
    }
    const row = detail.value?.may.undo ? detail.value.row : null
    if (row?.evidenceHash && row.planHash)
      void takeBack(row.id, { evidenceHash: row.evidenceHash, planHash: row.planHash }, row)
  }
  return { asking, tracked, approve, reject, undo }
}
