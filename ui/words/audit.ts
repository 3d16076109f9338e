import { translated } from './language.ts'
import { plainWord } from './terms.ts'

const words: Readonly<Record<string, string>> = translated({
  'sign-in': 'signed in',
  'sign-out': 'signed out',
  'case.read': 'read a case',
  'case.record.read': 'read the raw record of a case',
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
  'hold-out.seal-broken': 'broke the seal of a held-out case',
  'sla.remind': 'reminded that a decision is due',
  'sla.escalate': 'lifted a late case',
  'sla.reassign': 'gave a late case on',
})

/** An audited action as a sentence goes on after the name; one that we do not know is made readable. */
export const auditWord = (action: string): string => words[action] ?? plainWord(action)

/** Who acts without being a person. */
export const actorWords: Readonly<Record<string, string>> = translated({
  sla: 'The SLA',
  case: 'The case itself',
})
