import { z } from 'zod'
import { addDays, type LocalDate } from '../domain/calendar.ts'
import { ServiceError } from '../domain/errors.ts'
import { holdKinds, holdKindSchema, type HoldKind } from '../domain/hold.ts'

const holdTermSchema = z.strictObject({
  kind: holdKindSchema,
  /** The longest that it may stand from its first day; for a treatment, from the day on which that ends. */
  days_max: z.int().min(1).max(400),
  counted_from: z.enum(['start', 'end-of-treatment']),
  /** A person looks at it at least so often. */
  review_days: z.int().min(1).max(90),
  source: z.string(),
})

export const holdsSchema = z.strictObject({
  terms: z.array(holdTermSchema).min(1),
  /** A flag is looked at again after so many days. */
  vulnerability: z.strictObject({ review_days: z.int().min(1).max(366), source: z.string() }),
})

/** The part of a pack that is asked here. */
type WithHolds = { documents: { holds: z.infer<typeof holdsSchema> } }

export type HoldWish = {
  kind: HoldKind
  from: LocalDate
  until: LocalDate
  /** Only for a hold that is counted from the end of a treatment. */
  treatmentEnds?: LocalDate | undefined
}

/** Until when a hold may stand at most, and when it is reviewed. Local dates. */
export function holdTermOf(
  pack: WithHolds,
  wish: Omit<HoldWish, 'until'>,
): { latest: LocalDate; review: LocalDate } {
  const term = pack.documents.holds.terms.find(({ kind }) => kind === wish.kind)
  if (!term)
    throw new ServiceError('invalid', 'hold-kind', 'The pack knows no such hold.', { kind: wish.kind })
  const counted = term.counted_from === 'start' ? wish.from : (wish.treatmentEnds ?? wish.from)
  return { latest: addDays(counted, term.days_max), review: addDays(wish.from, term.review_days) }
}

/** @throws invalid | hold-kind, hold-too-long, hold-over */
export function checkHold(pack: WithHolds, wish: HoldWish): { review: LocalDate } {
  const { latest, review } = holdTermOf(pack, wish)
  if (wish.until < wish.from)
    throw new ServiceError('invalid', 'hold-over', 'A hold ends after it begins.', { field: 'until' })
  if (wish.until > latest)
    throw new ServiceError('invalid', 'hold-too-long', `This hold may stand until ${latest} at most.`, {
      field: 'until',
      latest,
    })
  return { review: review < wish.until ? review : wish.until }
}

/** Kinds for which the pack has no term. */
export const holdsWithoutTerm = (pack: WithHolds): HoldKind[] =>
  holdKinds.filter((kind) => !pack.documents.holds.terms.some((term) => term.kind === kind))
