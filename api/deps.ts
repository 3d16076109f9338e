import type { Token } from '../domain/ids.ts'
import type { CustomerState } from '../features/state.ts'
import type { Models } from '../models/watch.ts'
import type { ClockWatch } from '../stores/postgres/bank-clock.ts'
import type { Packs } from '../policies/packs.ts'
import type { Database } from '../stores/postgres/database.ts'
import type { Producer } from '../stores/kafka/producer.ts'
import type { Logger } from '../stores/logger.ts'
import type { Cases } from '../stores/temporal/cases.ts'
import type { CaseRun } from '../stores/temporal/histories.ts'
import type { Vault } from '../stores/vault/vault.ts'
import type { RelyingParty } from './auth/relying-party.ts'
import type { Sessions } from './auth/session.ts'
import type { SignDecision, SignUndoRelease } from './routes/decision-token.ts'
import type { EventFeed } from './sse/feed.ts'
import type { Metrics } from './metrics.ts'
import type { Urgencies } from './urgency.ts'
import type { Probes } from './routes/probes.ts'

/** What stays the same while the process lives. */
export type Settings = {
  mode: 'development' | 'production'
  /** What browsers and callbacks are told; no path, no slash at the end of what is built from it. */
  publicUrl: URL
  bankZone: string
  /** The id of the bank's pack. */
  pack: string
  temporalUiUrl: string | undefined
  temporalNamespace: string
  phonesUrl: string | undefined
  /** Bank days pass in seconds, with a pretend staff: every page says so. */
  rehearsal: boolean
  twilioAuthToken: string
  /** True where this process is the issuer; only then are there demo users. */
  embeddedIssuer: boolean
}

/** All that the routes need of the rest of the house. */
export type Deps = {
  settings: Settings
  log: Logger
  database: Database
  vault: Vault
  producer: Producer
  cases: Cases
  models: Models
  packs: Packs
  clock: ClockWatch
  sessions: Sessions
  relyingParty: RelyingParty
  feed: EventFeed
  probes: Probes
  metrics: Metrics
  urgencies: Pick<Urgencies, 'now'>
  signDecision: SignDecision
  signUndoRelease: SignUndoRelease
  /** What the stream keeps of a customer; null where it knows nothing. */
  readState: (customer: string) => Promise<CustomerState | null>
  tokenise: (customerId: string) => Token
  /** The runs of a case's workflow so far, each with its events; null where Temporal knows of none. */
  readRuns: (caseId: string) => Promise<CaseRun[] | null>
}
