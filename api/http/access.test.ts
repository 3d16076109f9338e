import { expect, test } from 'vitest'
import { roles as allRoles, type Role } from '../../domain/roles.ts'
import { routes, type RouteName } from '../contract.ts'
import type { Route } from '../contract/route.ts'
import { authorise, checkAccess } from './access.ts'

const policyReaders: readonly Role[] = ['case_worker', 'supervisor', 'auditor', 'operator', 'policy_owner']

/** Written out by hand, so that a change of the contract is a change of this table too. */
const served: Record<RouteName, readonly Role[] | 'open'> = {
  postEvents: ['bank_system'],
  postTokens: ['bank_system'],
  postScores: ['bank_system', 'operator', 'auditor'],
  putContact: ['bank_system'],
  deleteCustomer: ['bank_system'],
  postConsents: ['bank_system'],
  listPolicies: policyReaders,
  getPolicy: policyReaders,
  postPolicyTry: ['policy_owner', 'supervisor', 'auditor'],
  postPolicy: ['policy_owner'],
  postPolicyPublish: ['policy_owner'],
  postPolicyRefuse: ['policy_owner'],
  listKillSwitches: policyReaders,
  postKillSwitch: ['policy_owner', 'operator', 'supervisor'],
  postKillSwitchLift: ['policy_owner', 'operator', 'supervisor'],
  getProtections: ['case_worker', 'supervisor', 'auditor'],
  postHold: ['case_worker', 'supervisor', 'bank_system'],
  postHoldEnd: ['case_worker', 'supervisor'],
  postVulnerability: ['case_worker', 'supervisor', 'bank_system'],
  postVulnerabilityEnd: ['case_worker', 'supervisor'],
  listRegistrations: policyReaders,
  putRegistrations: ['policy_owner', 'operator'],
  listTasks: policyReaders,
  postTaskDone: ['case_worker', 'supervisor', 'operator', 'policy_owner'],
  listRejected: ['operator', 'supervisor', 'auditor'],
  getRejectedOriginal: ['operator', 'supervisor'],
  postReplay: ['operator'],
  listCases: ['case_worker', 'supervisor', 'auditor'],
  getCase: ['case_worker', 'supervisor', 'auditor'],
  getCaseContext: ['case_worker', 'supervisor', 'auditor'],
  getCaseGate: ['case_worker', 'supervisor', 'auditor'],
  postDecision: ['case_worker', 'supervisor'],
  postUndo: ['case_worker', 'supervisor'],
  postAmend: ['case_worker', 'supervisor'],
  postAdopt: ['case_worker', 'supervisor'],
  postSnooze: ['case_worker', 'supervisor'],
  postCaseHold: ['case_worker', 'supervisor'],
  postReassign: ['case_worker', 'supervisor'],
  postEscalate: ['case_worker', 'supervisor', 'operator'],
  postCancel: ['supervisor', 'operator'],
  postDecisionToken: ['case_worker', 'supervisor', 'operator'],
  postCase: ['case_worker', 'supervisor', 'bank_system'],
  postBreakSeal: ['case_worker', 'supervisor'],
  getAbsences: ['case_worker', 'supervisor'],
  postAbsence: ['supervisor'],
  postPresence: ['case_worker', 'supervisor', 'auditor'],
  getDraft: ['case_worker', 'supervisor'],
  putDraft: ['case_worker', 'supervisor'],
  listViews: ['case_worker', 'supervisor', 'auditor'],
  putView: ['case_worker', 'supervisor', 'auditor'],
  removeView: ['case_worker', 'supervisor', 'auditor'],
  listCustomers: ['case_worker', 'supervisor', 'auditor'],
  exportCustomers: ['supervisor', 'auditor'],
  getCustomer: ['case_worker', 'supervisor', 'auditor'],
  getCustomerHistory: ['case_worker', 'supervisor', 'auditor'],
  getCustomerReasons: ['case_worker', 'supervisor', 'auditor'],
  revealCustomer: ['case_worker', 'supervisor'],
  postCall: ['case_worker', 'supervisor'],
  getPortfolio: ['case_worker', 'supervisor', 'auditor', 'operator'],
  getOperations: ['case_worker', 'supervisor', 'auditor', 'operator'],
  getTeam: ['supervisor'],
  putRouting: ['supervisor'],
  postTeamReassign: ['supervisor'],
  listPeople: ['case_worker', 'supervisor'],
  listAudit: ['supervisor', 'auditor'],
  exportAudit: ['auditor'],
  getCaseRecord: ['supervisor', 'auditor'],
  getCaseHistory: ['supervisor', 'auditor'],
  getModels: ['supervisor', 'auditor', 'operator'],
  streamEvents: policyReaders,
  getMe: allRoles,
  getStatus: allRoles,
  getBankClock: allRoles,
  putBankClock: ['operator', 'supervisor', 'bank_system'],
  getDemoUsers: 'open',
  postSignOut: policyReaders,
  postTwilioStatus: 'open',
  postTwilioCall: 'open',
  postTwilioInbound: 'open',
  postOptOut: ['bank_system', 'case_worker', 'supervisor'],
  postUndoTimeOver: ['case_worker', 'supervisor'],
  listReplies: ['case_worker', 'supervisor', 'auditor'],
  getHealth: 'open',
  getReadiness: 'open',
  getMetrics: 'open',
}

const allows = (route: Route, role: Role): boolean => {
  try {
    authorise(route.access, { id: 'somebody', roles: [role], permissions: [] })
    return true
  } catch {
    return false
  }
}

test('each route serves exactly the roles it should, and nobody else', () => {
  for (const name of Object.keys(routes) as RouteName[]) {
    const expected = served[name] === 'open' ? allRoles : served[name]
    for (const role of allRoles)
      expect(allows(routes[name], role), `${name} for ${role}`).toBe(expected.includes(role))
  }
})

test('who is signed out, or has no role, gets no further than the open routes', () => {
  for (const name of Object.keys(routes) as RouteName[]) {
    if (served[name] === 'open') continue
    expect(() => authorise(routes[name].access, null), name).toThrow('Sign in first')
    expect(() =>
      authorise(routes[name].access, { id: 'x', roles: [], permissions: ['credit_authority'] }),
    ).toThrow('This is for')
  }
})

test('a route without roles, with an empty list or an unknown role does not start', () => {
  const base = { method: 'get', path: '/v1/x', summary: 'x' }
  const broken = [undefined, {}, { roles: [] }, { roles: ['root'] }, { open: '' }]
  for (const access of broken)
    expect(() => checkAccess({ x: { ...base, access } as unknown as Route })).toThrow('names no role')
  expect(() => checkAccess(routes)).not.toThrow()
})
