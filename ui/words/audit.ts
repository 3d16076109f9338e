import { causeWord } from './context.ts'
import { translated } from './language.ts'
import { plainSentence } from './rules.ts'
import { said } from './server.ts'
import { plainWord } from './terms.ts'

const words: Readonly<Record<string, string>> = translated({
  'sign-in': 'signed in',
  'sign-out': 'signed out',
  'case.read': 'read a case',
  'case.record.read': 'read the raw record of a case',
  'case.history.read': 'read the raw history of a case',
  'case.context.read': 'read what stands around a case',
  'case.gate.read': 'asked what the contact rules would say',
  'case.replies.read': 'read what a customer wrote',
  'case.reply': 'heard the customer',
  'case.closed': 'closed the case',
  'case.trouble': 'could not go on: operations must look',
  'approval.voided': 'voided an approval',
  'gate.blocked': 'stopped a message before sending',
  'hold.placed': 'placed a hold',
  'task.done': 'finished a task',
  'opt-out': 'recorded an opt-out',
  'kill-switch.thrown': 'stopped sending',
  'kill-switch.lifted': 'let sending go on',
  'consents.write': 'wrote consents',
  'contact.write': 'wrote contact data',
  'customer.erase': 'erased a customer',
  'registrations.written': 'wrote registrations',
  'rejected.replay': 'sent rejected data through its door again',
  'case.proposed': 'proposed an action',
  'case.taken-over': 'took a case over',
  'contact.search': 'searched among the customers',
  'customer.read': 'read a customer’s profile',
  'customer.history.read': 'read a customer’s history',
  'customer.reveal': 'looked at who a customer is',
  'customer.call': 'recorded a call',
  'customers.export': 'exported the Risk Queue',
  'audit.export': 'exported the audit',
  'rejected.reveal': 'looked at rejected data',
  'decision.approve.accepted': 'approved',
  'decision.approve.refused': 'tried to approve, refused',
  'decision.reject.accepted': 'rejected',
  'decision.reject.refused': 'tried to reject, refused',
  'decision.undo.accepted': 'took an approval back',
  'decision.undo.refused': 'tried to take an approval back, refused',
  'decision.amend.accepted': 'changed the message',
  'decision.snooze.accepted': 'put a case off',
  'decision.reassign.accepted': 'gave a case on',
  'decision.escalate.accepted': 'called the supervisor',
  'decision.cancel.accepted': 'ended a case before sending',
  'decision.adopt.accepted': 'took the plan of another row',
  'case.opened-by-hand': 'opened a case by hand',
  'customer.reasons.read': 'read why a customer has this score',
  'team.routing': 'changed what a person takes',
  'policy.handed-in': 'handed in a policy draft',
  'policy.published': 'put a policy in force',
  'policy.refused': 'refused a policy draft',
  'bank-clock': 'set the bank’s clock',
  'hold-out.seal-broken': 'broke the seal of a held-out case',
  'sla.remind': 'reminded that a decision is due',
  'sla.escalate': 'lifted a late case',
  'sla.reassign': 'gave a late case on',
})

/** An audited action as a sentence goes on after the name; one that we do not know is made readable. */
export const auditWord = (action: string): string => words[action] ?? plainWord(action)

/** Kinds of entries, by how their codes begin. */
export const auditKinds: Readonly<Record<string, string>> = translated({
  'decision.': 'Decisions',
  'case.': 'Cases: opened, proposed, read',
  'sla.': 'Reminders and late cases',
  'customer.': 'Customers: looked at, called',
  'policy.': 'Policies',
  'sign-': 'Signing in and out',
})

type Entry = { by: { id: string }; action: string; subject: string | null; details: object }

/** Neighbours that say the same of the same become one, with how often: a page that follows a case reads it again and again. */
export function foldEntries<E extends Entry>(entries: readonly E[]): { entry: E; times: number }[] {
  const folded: { entry: E; times: number }[] = []
  for (const entry of entries) {
    const last = folded.at(-1)
    if (last && saysTheSame(last.entry, entry)) last.times++
    else folded.push({ entry, times: 1 })
  }
  return folded
}

const saysTheSame = (one: Entry, other: Entry): boolean =>
  one.by.id === other.by.id &&
  one.action === other.action &&
  one.subject === other.subject &&
  JSON.stringify(one.details) === JSON.stringify(other.details)

/** Who acts without being a person. */
export const actorWords: Readonly<Record<string, string>> = translated({
  sla: 'The SLA',
  case: 'The case itself',
})

const detailNames: Readonly<Record<string, string>> = translated({
  planHash: 'Plan',
  evidenceHash: 'Evidence',
  decisionId: 'Decision',
  dispatchKey: 'Message',
  providerId: 'Number at the network',
  pack: 'Pack',
  model: 'Model',
  intervention: 'Row of the matrix',
  level: 'Level',
  hardship: 'Hardship',
  cause: 'Cause',
  why: 'Why',
  reason: 'Reason',
  rule: 'Rule',
  ending: 'Ended because',
  result: 'Outcome',
  channel: 'Channel',
  from: 'From',
  to: 'To',
  by: 'By',
  person: 'Person',
  kind: 'Kind',
  source: 'Source',
  rehearsal: 'Rehearsal',
  action: 'Action',
  speed: 'Speed',
  bankTime: 'Bank time',
})
/** Hashes and numbers are told by their beginning; the export has them whole. */
const HASH = /^(?:[0-9a-f]{32,}|[0-9a-f]{8}-[0-9a-f-]{27})$/
const HASH_SHOWN = 8
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}).*Z$/

/** What an entry holds besides, as one reads it: "Level: High, Evidence: 163189fe…". */
export const auditDetails = (details: Readonly<Record<string, unknown>>): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${detailNames[name] ?? plainWord(name)}: ${detailValue(value)}`)
    .join(', ')

function detailValue(value: unknown): string {
  if (typeof value !== 'string') return plainSentence(value)
  if (HASH.test(value)) return `${value.slice(0, HASH_SHOWN)}…`
  if (INSTANT.test(value)) return value.replace(INSTANT, '$1 $2 UTC')
  return codeOrSentence(value)
}

/** A sentence of the server is said as it is, a code by its word. */
export const codeOrSentence = (value: string): string =>
  value.includes(' ') ? said(value) : causeWord(value)
