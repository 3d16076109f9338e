import type { Actor } from '../../domain/roles.ts'
import type { DemoUser } from '../contract/status.ts'

/** The pretend staff of the embedded issuer: one for each role, and a second one where one alone may not do it. */
export const demoUsers: readonly DemoUser[] = [
  { id: 'asha', name: 'Asha Rao', title: 'Case worker', roles: ['case_worker'], permissions: [] },
  { id: 'ben', name: 'Ben Okafor', title: 'Case worker', roles: ['case_worker'], permissions: [] },
  {
    id: 'chitra',
    name: 'Chitra Menon',
    title: 'Supervisor with credit authority',
    roles: ['supervisor'],
    permissions: ['credit_authority'],
  },
  { id: 'dev', name: 'Dev Kapoor', title: 'Auditor', roles: ['auditor'], permissions: [] },
  { id: 'esha', name: 'Esha Lindqvist', title: 'Operator', roles: ['operator'], permissions: [] },
  { id: 'nia', name: 'Nia Fernandes', title: 'Policy owner', roles: ['policy_owner'], permissions: [] },
  { id: 'omar', name: 'Omar Haddad', title: 'Policy owner', roles: ['policy_owner'], permissions: [] },
]

/** The bank's own systems: a client with a secret, no person. */
export const bankClientId = 'bank-system'
export const bankActor: Actor = { id: bankClientId, roles: ['bank_system'], permissions: [] }

/** The pretend staff of a rehearsal: users of its own, whom no sign-in page offers, and whose names say what they are. */
const rehearsalUsers: readonly DemoUser[] = [
  {
    id: 'rehearsal-worker',
    name: 'Rehearsal: worker',
    title: 'Pretend case worker of a rehearsal',
    roles: ['case_worker'],
    permissions: [],
  },
  {
    id: 'rehearsal-supervisor',
    name: 'Rehearsal: supervisor',
    title: 'Pretend supervisor of a rehearsal',
    roles: ['supervisor'],
    permissions: ['credit_authority'],
  },
]

export const findDemoUser = (id: string): DemoUser | undefined =>
  [...demoUsers, ...rehearsalUsers].find((user) => user.id === id)
