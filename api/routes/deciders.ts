import { demoUsers } from '../auth/demo-users.ts'
import type { Settings } from '../deps.ts'

/** Who has decided of late; where we are the issuer, who may. */
export function decidersOf(
  { embeddedIssuer }: Pick<Settings, 'embeddedIssuer'>,
  loads: readonly { actorId: string }[],
): string[] {
  const mayDecide = demoUsers.filter(({ roles }) =>
    roles.some((role) => role === 'case_worker' || role === 'supervisor'),
  )
  const known = embeddedIssuer ? mayDecide.map(({ id }) => id) : []
  return [...new Set([...known, ...loads.map(({ actorId }) => actorId)])].sort()
}
