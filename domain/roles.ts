import { z } from 'zod'

export const roles = [
  'case_worker',
  'supervisor',
  'auditor',
  'operator',
  'policy_owner',
  'bank_system',
] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Granted to a person, apart from the role. `credit_authority`: may give the second approval of contract and date changes and restrictions. */
export const permissionSchema = z.enum(['credit_authority'])
export type Permission = z.infer<typeof permissionSchema>

/** The issuer's subject, never a name. */
export const actorIdSchema = z.string().min(1).max(64)

/** Who acts. */
export const actorSchema = z.object({
  id: actorIdSchema,
  roles: z.array(roleSchema),
  permissions: z.array(permissionSchema),
})
export type Actor = z.infer<typeof actorSchema>
