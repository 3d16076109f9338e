import type { AnswerOf, RouteName, Routes, SentBodyOf, SentQueryOf } from '../../api/contract.ts'

type Door<N extends RouteName> = readonly [method: Routes[N]['method'], path: Routes[N]['path']]

/** The routes that this page calls; method and path are checked against the contract by the compiler, so its schemas stay out of the bundle. */
export const doors = {
  listCases: ['get', '/v1/cases'],
  getCase: ['get', '/v1/cases/{id}'],
  postDecision: ['post', '/v1/cases/{id}/decisions'],
  postUndo: ['post', '/v1/cases/{id}/undo'],
  getMe: ['get', '/v1/me'],
  getBankClock: ['get', '/v1/bank-clock'],
  putBankClock: ['put', '/v1/bank-clock'],
  getDemoUsers: ['get', '/auth/demo-users'],
  postSignOut: ['post', '/auth/sign-out'],
} as const satisfies { [N in RouteName]?: Door<N> }

export type DoorName = keyof typeof doors
export type Answer<N extends DoorName> = AnswerOf<Routes[N]>
export type Asked<N extends DoorName> = {
  id?: string
  query?: Partial<SentQueryOf<Routes[N]>>
  body?: SentBodyOf<Routes[N]>
  signal?: AbortSignal
}

export const EVENT_STREAM_PATH: Routes['streamEvents']['path'] = '/v1/events/stream'
export const SIGN_IN_PATH = '/auth/login'
