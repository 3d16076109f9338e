import * as audit from './audit.ts'
import { caseParamsSchema } from './cases.ts'
import * as customers from './customers.ts'
import * as desk from './desk.ts'
import { modelsSchema } from './models.ts'
import * as overview from './overview.ts'
import type { Route } from './route.ts'

const readers = ['case_worker', 'supervisor', 'auditor'] as const
const deciders = ['case_worker', 'supervisor'] as const

/** What the pages read and keep beside the cases themselves. */
export const pageRoutes = {
  postPresence: {
    method: 'post',
    path: '/v1/cases/{id}/presence',
    summary: 'Say that one has the case open or works on it; who else does',
    access: { roles: readers },
    params: caseParamsSchema,
    body: desk.presenceBodySchema,
    answer: desk.presenceSchema,
  },
  getDraft: {
    method: 'get',
    path: '/v1/cases/{id}/draft',
    summary: 'What one has begun to write on the case',
    access: { roles: deciders },
    params: caseParamsSchema,
    answer: desk.draftSchema,
  },
  putDraft: {
    method: 'put',
    path: '/v1/cases/{id}/draft',
    summary: 'Keep what one has begun to write, encrypted; an empty text removes it',
    access: { roles: deciders },
    params: caseParamsSchema,
    body: desk.draftBodySchema,
    answer: desk.draftSchema,
  },
  listViews: {
    method: 'get',
    path: '/v1/views',
    summary: 'The views that one has kept',
    access: { roles: readers },
    answer: desk.savedViewsSchema,
  },
  putView: {
    method: 'put',
    path: '/v1/views',
    summary: 'Keep a queue with its filters under a name',
    access: { roles: readers },
    body: desk.savedViewSchema,
    answer: desk.savedViewsSchema,
  },
  removeView: {
    method: 'post',
    path: '/v1/views/remove',
    summary: 'Forget a view',
    access: { roles: readers },
    body: desk.removeViewBodySchema,
    answer: desk.savedViewsSchema,
  },
  listCustomers: {
    method: 'get',
    path: '/v1/customers',
    summary: 'Every customer by risk, as last evaluated',
    access: { roles: readers },
    query: customers.customerQuerySchema,
    answer: customers.riskPageSchema,
  },
  exportCustomers: {
    method: 'get',
    path: '/v1/customers.csv',
    summary: 'The same as CSV, without names; audited',
    access: { roles: ['supervisor', 'auditor'] },
    query: customers.customerExportQuerySchema,
    mediaType: 'text/csv',
  },
  getCustomer: {
    method: 'get',
    path: '/v1/customers/{token}',
    summary:
      'A customer: score, features, peers, cases, messages, consents, calls; who they are stays masked',
    access: { roles: readers },
    params: customers.customerParamsSchema,
    answer: customers.profileSchema,
    audit: 'customer.read',
  },
  getCustomerHistory: {
    method: 'get',
    path: '/v1/customers/{token}/history',
    summary: 'Days, dues and features of the last months',
    access: { roles: readers },
    params: customers.customerParamsSchema,
    answer: customers.historySchema,
    audit: 'customer.history.read',
  },
  getCustomerReasons: {
    method: 'get',
    path: '/v1/customers/{token}/reasons',
    summary: 'The latest score taken apart: SHAP contributions, and the strongest in words',
    access: { roles: readers },
    params: customers.customerParamsSchema,
    query: customers.reasonsQuerySchema,
    answer: customers.customerReasonsSchema,
    audit: 'customer.reasons.read',
  },
  revealCustomer: {
    method: 'post',
    path: '/v1/customers/{token}/reveal',
    summary: 'Name, contact and demographics in clear, for a reason; audited',
    access: { roles: deciders },
    params: customers.customerParamsSchema,
    body: customers.revealBodySchema,
    answer: customers.revealedSchema,
  },
  postCall: {
    method: 'post',
    path: '/v1/customers/{token}/calls',
    summary: 'Record a call with the customer; the note is kept encrypted',
    access: { roles: deciders },
    params: customers.customerParamsSchema,
    body: customers.callBodySchema,
    answer: customers.callAnswerSchema,
  },
  getPortfolio: {
    method: 'get',
    path: '/v1/portfolio',
    summary: 'Customers by hardship and level, persona, product and region, and the trend of the levels',
    access: { roles: ['case_worker', 'supervisor', 'auditor', 'operator'] },
    answer: overview.portfolioSchema,
  },
  getOperations: {
    method: 'get',
    path: '/v1/operations',
    summary: 'What happened in the last 30 minutes, where cases stand, what was sent and delivered',
    access: { roles: ['case_worker', 'supervisor', 'auditor', 'operator'] },
    answer: overview.operationsSchema,
  },
  listPeople: {
    method: 'get',
    path: '/v1/people',
    summary: 'Who a case can be given to',
    access: { roles: deciders },
    answer: overview.peopleSchema,
  },
  listAudit: {
    method: 'get',
    path: '/v1/audit',
    summary: 'The audit, newest first, by case, person, action and day',
    access: { roles: ['auditor', 'supervisor'] },
    query: audit.auditQuerySchema,
    answer: audit.auditPageSchema,
  },
  exportAudit: {
    method: 'get',
    path: '/v1/audit.csv',
    summary: 'The same as CSV; itself audited',
    access: { roles: ['auditor'] },
    query: audit.auditExportQuerySchema,
    mediaType: 'text/csv',
  },
  getCaseRecord: {
    method: 'get',
    path: '/v1/cases/{id}/record',
    summary: 'The raw record of a case: evidence, events, audit and seal',
    access: { roles: ['auditor', 'supervisor'] },
    params: audit.caseRecordParamsSchema,
    answer: audit.caseRecordSchema,
    audit: 'case.record.read',
  },
  getModels: {
    method: 'get',
    path: '/v1/models',
    summary: 'Champion and challenger with their measures, and how far the customers of today have drifted',
    access: { roles: ['supervisor', 'auditor', 'operator'] },
    answer: modelsSchema,
  },
} as const satisfies Record<string, Route>
