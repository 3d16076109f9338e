import { ServiceError } from '../../domain/errors.ts'
import { permissionSchema, roleSchema, type Actor, type Permission, type Role } from '../../domain/roles.ts'

/** Who called. A browser has a session and must prove its writes by `csrf`; a machine sends a bearer token. */
export type SignedIn = { actor: Actor; name: string; csrf: string | null; sessionHash: Buffer | null }

const SUBJECT_CHARACTERS_MAX = 64
const NAME_CHARACTERS_MAX = 120

/** Actor and name from the claims of an ID token or access token. Roles and permissions that we do not know count for nothing. */
export function actorFromClaims(claims: Record<string, unknown>): { actor: Actor; name: string } {
  const id = claims['sub']
  if (typeof id !== 'string' || id.length === 0 || id.length > SUBJECT_CHARACTERS_MAX)
    throw new ServiceError('unauthenticated', 'subject', 'The issuer names no usable subject')
  const name = typeof claims['name'] === 'string' ? claims['name'].slice(0, NAME_CHARACTERS_MAX) : ''
  return {
    actor: {
      id,
      roles: known<Role>(claims['roles'], roleSchema),
      permissions: known<Permission>(claims['permissions'], permissionSchema),
    },
    name: name || id,
  }
}

function known<T>(
  claim: unknown,
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
): T[] {
  if (!Array.isArray(claim)) return []
  return claim.flatMap((value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}
