import { ServiceError } from '../../domain/errors.ts'
import { roles as knownRoles, type Actor } from '../../domain/roles.ts'
import type { Access, Route } from '../contract/route.ts'

/** Deny by default: a table in which a route names no role and no reason to be open does not start. */
export function checkAccess(routes: Record<string, Route>): void {
  for (const [name, route] of Object.entries(routes)) {
    if (!isComplete(route.access))
      throw new ServiceError(
        'corrupt',
        'route-without-roles',
        `The route ${name} names no role that it serves`,
      )
  }
}

function isComplete(access: Partial<{ roles: readonly string[]; open: string }> | undefined): boolean {
  if (typeof access?.open === 'string') return access.open !== '' && access.roles === undefined
  const named = access?.roles ?? []
  return named.length > 0 && named.every((role) => (knownRoles as readonly string[]).includes(role))
}

/** @throws ServiceError unauthenticated without an actor, forbidden where no role of the actor is served */
export function authorise(access: Access, actor: Actor | null): void {
  if ('open' in access) return
  if (!actor)
    throw new ServiceError('unauthenticated', 'signed-out', 'Sign in first', { fix: 'go to /auth/login' })
  if (!actor.roles.some((role) => access.roles.includes(role)))
    throw new ServiceError('forbidden', 'role', `This is for: ${access.roles.join(', ')}`)
}
