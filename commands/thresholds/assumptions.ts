import type { Assumptions } from '../../models/thresholds.ts'

/**
 * What the shipped cut-offs rest on; a bank puts its own in their place. A message before the due date raised payment on
 * time by 7 to 9 % (Cadena, Schoar: NBER 17020); a talk in which the customer was reached, by 34 percentage points
 * (Laudenbach and others, Germany), of which an approved change of dates or terms is taken to keep most. The hours are
 * a team's: a message is read and approved in ten minutes; a talk with two approvals takes an hour; collecting an
 * instalment that was missed takes ten, with what it costs the customer.
 */
export const defaultAssumptions: Assumptions = {
  miss_hours: 10,
  medium_hours: 1 / 6,
  high_hours: 1,
  mediumAverted: 0.08,
  highAverted: 0.3,
  capacity_hours: 1,
}
