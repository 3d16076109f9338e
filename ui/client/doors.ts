import type { AnswerOf, RouteName, Routes, SentBodyOf, SentQueryOf } from '../../api/contract.ts'

type Door<N extends RouteName> = readonly [method: Routes[N]['method'], path: Routes[N]['path']]

/** The routes that this page calls; method and path are checked against the contract by the compiler, so its schemas stay out of the bundle. */
export const doors = {
  listCases: ['get', '/v1/cases'],
  getCase: ['get', '/v1/cases/{id}'],
  getCaseContext: ['get', '/v1/cases/{id}/context'],
  listReplies: ['get', '/v1/cases/{id}/replies'],
  getCaseGate: ['get', '/v1/cases/{id}/gate'],
  postDecision: ['post', '/v1/cases/{id}/decisions'],
  postUndo: ['post', '/v1/cases/{id}/undo'],
  postAmend: ['post', '/v1/cases/{id}/amend'],
  postAdopt: ['post', '/v1/cases/{id}/adopt'],
  postSnooze: ['post', '/v1/cases/{id}/snooze'],
  postReassign: ['post', '/v1/cases/{id}/reassign'],
  postEscalate: ['post', '/v1/cases/{id}/escalate'],
  postCase: ['post', '/v1/cases'],
  listPeople: ['get', '/v1/people'],
  postPresence: ['post', '/v1/cases/{id}/presence'],
  getDraft: ['get', '/v1/cases/{id}/draft'],
  putDraft: ['put', '/v1/cases/{id}/draft'],
  getCaseRecord: ['get', '/v1/cases/{id}/record'],
  getCaseHistory: ['get', '/v1/cases/{id}/history'],
  listViews: ['get', '/v1/views'],
  putView: ['put', '/v1/views'],
  removeView: ['post', '/v1/views/remove'],
  listCustomers: ['get', '/v1/customers'],
  getCustomer: ['get', '/v1/customers/{token}'],
  getCustomerHistory: ['get', '/v1/customers/{token}/history'],
  getCustomerReasons: ['get', '/v1/customers/{token}/reasons'],
  revealCustomer: ['post', '/v1/customers/{token}/reveal'],
  postCall: ['post', '/v1/customers/{token}/calls'],
  getPortfolio: ['get', '/v1/portfolio'],
  getOperations: ['get', '/v1/operations'],
  getTeam: ['get', '/v1/team'],
  putRouting: ['put', '/v1/team/routing'],
  postTeamReassign: ['post', '/v1/team/reassign'],
  postAbsence: ['post', '/v1/absences'],
  listAudit: ['get', '/v1/audit'],
  getModels: ['get', '/v1/models'],
  listPolicies: ['get', '/v1/policies'],
  getPolicy: ['get', '/v1/policies/{id}/{hash}'],
  postPolicy: ['post', '/v1/policies/{id}'],
  postPolicyTry: ['post', '/v1/policies/{id}/try'],
  postPolicyPublish: ['post', '/v1/policies/{id}/{hash}/publish'],
  postPolicyRefuse: ['post', '/v1/policies/{id}/{hash}/refuse'],
  listKillSwitches: ['get', '/v1/kill-switches'],
  getProtections: ['get', '/v1/customers/{token}/protections'],
  postHold: ['post', '/v1/holds'],
  postHoldEnd: ['post', '/v1/holds/{id}/end'],
  postVulnerability: ['post', '/v1/vulnerabilities'],
  postVulnerabilityEnd: ['post', '/v1/vulnerabilities/{id}/end'],
  listRejected: ['get', '/v1/rejected'],
  getRejectedOriginal: ['get', '/v1/rejected/{id}/original'],
  postReplay: ['post', '/v1/rejected/replay'],
  getStatus: ['get', '/v1/status'],
  getMe: ['get', '/v1/me'],
  getBankClock: ['get', '/v1/bank-clock'],
  putBankClock: ['put', '/v1/bank-clock'],
  getDemoUsers: ['get', '/auth/demo-users'],
  postSignOut: ['post', '/auth/sign-out'],
} as const satisfies { [N in RouteName]?: Door<N> }

export type DoorName = keyof typeof doors
export type Answer<N extends DoorName> = AnswerOf<Routes[N]>
export type Asked<N extends DoorName> = {
  /** Fills the one place in the path; `path` fills several by name. */
  id?: string
  path?: Readonly<Record<string, string>>
  query?: Partial<SentQueryOf<Routes[N]>>
  body?: SentBodyOf<Routes[N]>
  signal?: AbortSignal
  /** It is sent although the page is being closed. */
  keepalive?: boolean
}

/** Downloads are links: the browser itself fetches them. */
export const downloads = {
  customers: '/v1/customers.csv' satisfies Routes['exportCustomers']['path'],
  audit: '/v1/audit.csv' satisfies Routes['exportAudit']['path'],
}

export const EVENT_STREAM_PATH: Routes['streamEvents']['path'] = '/v1/events/stream'
export const SIGN_IN_PATH = '/auth/login'
