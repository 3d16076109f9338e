import type { Actor } from '../../domain/roles.ts'

const person = (id: string, role: Actor['roles'][number], permissions: Actor['permissions'] = []): Actor => ({
  id,
  roles: [role],
  permissions,
})

export const asha = person('test-asha', 'case_worker')
export const ben = person('test-ben', 'case_worker')
export const chitra = person('test-chitra', 'supervisor', ['credit_authority'])
export const surya = person('test-surya', 'supervisor')
export const dev = person('test-dev', 'auditor')
