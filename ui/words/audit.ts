import { t } from './language.ts'
import { plainWord } from './terms.ts'

const words: Record<string, string> = {
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
}

/** An audited action as a sentence goes on after the name; one that we do not know is made readable. */
export const auditWord = (action: string): string => (words[action] ? t(words[action]) : plainWord(action))
