import { GRACE_BUSINESS_DAYS } from '../../domain/outcome.ts'

/** The last day on which a payment is on time; Saturdays and Sundays are no business days. */
export function afterGrace(dueDay: number): number {
  let day = dueDay
  for (let business = 0; business < GRACE_BUSINESS_DAYS;) {
    day++
    const weekday = (day + 4) % 7
    if (weekday !== 0 && weekday !== 6) business++
  }
  return day
}
