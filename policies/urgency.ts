import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../domain/evaluation.ts'
import type { Pack } from './pack.ts'

export type UrgencyInput = {
  probability: number | null
  days_to_due: number
  /** Share of the SLA that is used up, 0–1 (more counts as 1). */
  sla_used: number
  /** Percentile of the exposure within its product, 0–1. */
  exposure: number
}

export type Urgency = {
  total: number
  parts: { probability: number; due_nearness: number; sla_used: number; exposure: number }
}

/** Urgency 0–100 and its parts (spec §4), so that a worker can take it apart. An unknown probability counts as 0. */
export function urgencyOf(pack: Pack, input: UrgencyInput): Urgency {
  const { weights } = pack.documents.urgency
  const nearness = (DUE_MAX_DAYS - input.days_to_due) / (DUE_MAX_DAYS - DUE_MIN_DAYS)
  const parts = {
    probability: weights.probability * share(input.probability ?? 0),
    due_nearness: weights.due_nearness * share(nearness),
    sla_used: weights.sla_used * share(input.sla_used),
    exposure: weights.exposure * share(input.exposure),
  }
  return { total: parts.probability + parts.due_nearness + parts.sla_used + parts.exposure, parts }
}

const share = (value: number): number => Math.min(1, Math.max(0, value))
