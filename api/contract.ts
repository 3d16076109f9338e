import { caseActionRoutes } from './contract/case-actions.ts'
import * as cases from './contract/cases.ts'
import { contactRoutes } from './contract/contact.ts'
import * as doors from './contract/doors.ts'
import { caseContextRoutes } from './contract/case-context.ts'
import { pageRoutes } from './contract/pages.ts'
import { policyRoutes } from './contract/policies.ts'
import { rejectedRoutes } from './contract/rejected.ts'
import { scoreRoutes } from './contract/scores.ts'
import { teamRoutes } from './contract/team.ts'
import { BATCH_BYTES_MAX, type Route } from './contract/route.ts'
import * as status from './contract/status.ts'

export type * from './contract/audit.ts'
export type * from './contract/case-actions.ts'
export type * from './contract/case-context.ts'
export type * from './contract/cases.ts'
export type * from './contract/contact.ts'
export type * from './contract/customers.ts'
export type * from './contract/desk.ts'
export type * from './contract/doors.ts'
export type * from './contract/models.ts'
export type * from './contract/overview.ts'
export type * from './contract/policies.ts'
export type * from './contract/problem.ts'
export type * from './contract/rejected.ts'
export type * from './contract/route.ts'
export type * from './contract/status.ts'
export type * from './contract/team.ts'

const staff = ['case_worker', 'supervisor', 'auditor', 'operator', 'policy_owner'] as const
const everyone = [...staff, 'bank_system'] as const
const readers = ['case_worker', 'supervisor', 'auditor'] as const
const deciders = ['case_worker', 'supervisor'] as const
const bank = ['bank_system'] as const

/** Every JSON route of the product: the one table from which routing, roles, validation, OpenAPI and the UI's types come. */
export const routes = {
  postEvents: {
    method: 'post',
    path: '/v1/events',
    summary: 'Bank facts, one or up to 1,000; answered once Kafka has acknowledged them',
    access: { roles: bank },
    status: 202,
    body: doors.itemsBodySchema,
    bodyShown: doors.eventsBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: doors.receivedSchema,
  },
  postTokens: {
    method: 'post',
    path: '/v1/tokens',
    summary: 'Tokens of up to 1,000 customer ids, for whoever writes to the topic directly',
    access: { roles: bank },
    body: doors.tokensBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: doors.tokensAnswerSchema,
  },
  putContact: {
    method: 'put',
    path: '/v1/customers/{id}/contact',
    summary: 'Contact data of a customer, by the bank’s own id; straight to the vault',
    access: { roles: bank },
    params: doors.contactParamsSchema,
    body: doors.contactBodySchema,
    answer: doors.contactAnswerSchema,
  },
  deleteCustomer: {
    method: 'delete',
    path: '/v1/customers/{id}',
    summary:
      'Forgets a customer, by the bank’s own id: the vault’s key at once, the state as the topic is read',
    access: { roles: bank },
    status: 202,
    params: doors.contactParamsSchema,
    answer: doors.contactAnswerSchema,
  },
  postConsents: {
    method: 'post',
    path: '/v1/consents',
    summary: 'Consents and other lawful bases, one or up to 1,000',
    access: { roles: bank },
    body: doors.itemsBodySchema,
    bodyShown: doors.consentsBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: doors.receivedSchema,
  },
  listCases: {
    method: 'get',
    path: '/v1/cases',
    summary: 'A page of a queue, most urgent first, with the size of every queue',
    access: { roles: readers },
    query: cases.caseQuerySchema,
    answer: cases.casePageSchema,
  },
  getCase: {
    method: 'get',
    path: '/v1/cases/{id}',
    summary: 'A case: evidence, reasons, plan, decisions, messages, what it waits for',
    access: { roles: readers },
    params: cases.caseParamsSchema,
    answer: cases.caseDetailSchema,
    audit: 'case.read',
  },
  postDecision: {
    method: 'post',
    path: '/v1/cases/{id}/decisions',
    summary: 'Approve or reject exactly what was seen',
    access: { roles: deciders },
    params: cases.caseParamsSchema,
    body: cases.decisionBodySchema,
    answer: cases.decidedSchema,
  },
  postUndo: {
    method: 'post',
    path: '/v1/cases/{id}/undo',
    summary: 'Take an approval back within ten seconds',
    access: { roles: deciders },
    params: cases.caseParamsSchema,
    body: cases.undoBodySchema,
    answer: cases.decidedSchema,
  },
  ...caseActionRoutes,
  ...pageRoutes,
  ...caseContextRoutes,
  ...teamRoutes,
  ...rejectedRoutes,
  ...scoreRoutes,
  ...policyRoutes,
  ...contactRoutes,
  streamEvents: {
    method: 'get',
    path: '/v1/events/stream',
    summary: 'Server-sent events: what changed, never what it holds; Last-Event-ID resumes',
    access: { roles: staff },
  },
  getMe: {
    method: 'get',
    path: '/v1/me',
    summary: 'Who is signed in',
    access: { roles: everyone },
    answer: status.meSchema,
  },
  getStatus: {
    method: 'get',
    path: '/v1/status',
    summary: 'Lag, counts and the health of each component',
    access: { roles: everyone },
    answer: status.statusSchema,
  },
  getBankClock: {
    method: 'get',
    path: '/v1/bank-clock',
    summary: 'Bank time now',
    access: { roles: everyone },
    answer: status.bankClockSchema,
  },
  putBankClock: {
    method: 'put',
    path: '/v1/bank-clock',
    summary: 'Set, pause, resume, or jump to the next morning',
    access: { roles: ['operator', 'supervisor', 'bank_system'] },
    body: status.bankClockBodySchema,
    answer: status.bankClockSchema,
    developmentOnly: true,
  },
  getDemoUsers: {
    method: 'get',
    path: '/auth/demo-users',
    summary: 'The pretend staff of the embedded issuer',
    access: { open: 'it lists pretend people, and exists in development only' },
    answer: status.demoUsersSchema,
    developmentOnly: true,
  },
  postSignOut: {
    method: 'post',
    path: '/auth/sign-out',
    summary: 'End the session here; `next` ends it at the issuer',
    access: { roles: staff },
    answer: status.signOutAnswerSchema,
  },
  getHealth: {
    method: 'get',
    path: '/healthz',
    summary: 'The process lives',
    access: { open: 'a load balancer asks' },
    answer: status.healthSchema,
  },
  getReadiness: {
    method: 'get',
    path: '/readyz',
    summary: 'The process can serve: its database answers',
    access: { open: 'a load balancer asks' },
    answer: status.healthSchema,
  },
  getMetrics: {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus metrics of the process, the stream and the cases',
    access: { open: 'Prometheus asks, and it holds numbers without identifiers' },
    mediaType: 'text/plain',
  },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes
