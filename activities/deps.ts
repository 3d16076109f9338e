import type { MessageChannel } from '../domain/plan.ts'
import type { Provider } from '../domain/provider.ts'
import type { ReasonLanguage } from '../features/reasons.ts'
import type { Models } from '../models/watch.ts'
import type { Packs } from '../policies/packs.ts'
import type { Database } from '../stores/postgres/database.ts'
import type { Vault } from '../stores/vault/vault.ts'
import type { BankClock } from './bank-now.ts'

export type CaseDeps = {
  db: Database
  clock: BankClock
  vault: Vault
  /** Gives the very version that made a score, whichever is champion now. */
  models: Pick<Models, 'of'>
  packs: Packs
  /** The bank's, for reasons in words. */
  language: ReasonLanguage
  /** Who sends, by channel; a channel without a sender is not used. */
  senders: Partial<Record<MessageChannel, string>>
  onnxruntimeVersion: string
  /** Bank days pass in seconds here: an SLA that is over says nothing of a person, and its record says so. */
  rehearsal?: boolean
}

export type OutreachDeps = {
  db: Database
  clock: BankClock
  vault: Vault
  packs: Packs
  /** Who brings the messages of a channel. */
  providers: Partial<Record<MessageChannel, Provider>>
  /** How many a second one sender may send, by channel. */
  sendsPerSecond: Record<MessageChannel, number>
  /** The address under which a provider and a customer reach our API. */
  publicUrl: string
  /** How long an unknown step may still be resolved by a callback before the provider's list is believed. Wall time. */
  quiet_ms: number
}
