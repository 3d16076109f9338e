import { ref, type Ref } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'
import type { BulkVerdict } from '../words/bulk.ts'
import type { ShownRow } from './useQueueOrder.ts'
import { useSelection } from './useSelection.ts'

type Desk = {
  shown: Ref<ShownRow[]>
  view: Ref<string>
  detail: Ref<CaseDetail | null>
  claimedBy: Ref<string | null>
  approve: () => void
  loadUpTo: (count: number) => Promise<void>
}

/** What A and R begin: a decision on the picked cases where some are picked, else on the one in sight. */
export function useStarts({ shown, view, detail, claimedBy, approve, loadUpTo }: Desk) {
  const selection = useSelection(shown, view, loadUpTo)
  const bulk = ref<BulkVerdict | null>(null)
  const rejecting = ref(false)
  const startReject = (): void => {
    if (selection.rows.value.length > 0) bulk.value = 'reject'
    else if (detail.value?.may.reject && !claimedBy.value) rejecting.value = true
  }
  const startApprove = (): void => {
    if (selection.rows.value.length > 0) bulk.value = 'approve'
    else approve()
  }
  return { selection, bulk, rejecting, startApprove, startReject }
}
