import type { TimelineEntry } from '../../api/contract.ts'
import type { Verdict } from '../../domain/decision.ts'
import { codeOrSentence } from './audit.ts'
import { causeWord } from './context.ts'
import { t, translated } from './language.ts'
import { channelWords, dispatchWords, statusWords } from './tables.ts'
import { hardshipWords, levelWords, outcomeWords, plainWord, rejectWords, stageWords } from './terms.ts'

const done = translated<Verdict>({
  approve: 'Approved',
  reject: 'Rejected',
  undo: 'Approval taken back',
  amend: 'Message changed',
  adopt: 'Plan of another row taken',
  snooze: 'Put off',
  hold: 'Put on hold',
  reassign: 'Given on',
  escalate: 'Supervisor called',
  cancel: 'Help cancelled',
})

const tried = translated<Verdict>({
  approve: 'Tried to approve, refused',
  reject: 'Tried to reject, refused',
  undo: 'Tried to take the approval back, refused',
  amend: 'Tried to change the message, refused',
  adopt: 'Tried to take the plan of another row, refused',
  snooze: 'Tried to put it off, refused',
  hold: 'Tried to put it on hold, refused',
  reassign: 'Tried to give it on, refused',
  escalate: 'Tried to call the supervisor, refused',
  cancel: 'Tried to cancel the help, refused',
})

const happened = translated<Of<'event'>['action']>({
  'sla.remind': 'Reminder: a decision is due soon',
  'sla.escalate': 'The time to decide is over: lifted to the top',
  'sla.reassign': 'Still late: nobody else could take it',
  'approval.voided': 'The approval no longer counts',
  'gate.blocked': 'Stopped by the contact rules',
  'case.reply': 'The customer answered',
  'case.trouble': 'Could not go on: operations must look',
})

/** One line of a case's story as a sentence. */
export function timelineSentence(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'opened':
      return t('Case opened: {level}, {hardship}', foundWords(entry))
    case 'evidence':
      return t('Evidence {n}: {level}, {hardship}', { n: entry.version, ...foundWords(entry) })
    case 'decision':
      return decisionSentence(entry)
    case 'message':
      return t('Message {n}, {channel}: {state}', {
        ...{ n: entry.step, channel: channelWords[entry.channel] ?? entry.channel },
        state: dispatchWords[entry.state] ?? plainWord(entry.state),
      })
    case 'network':
      return t('The network says: {status}', { status: networkWord(entry) })
    case 'event':
      return eventSentence(entry)
    case 'outcome':
      return t('Outcome: {outcome}', { outcome: outcomeWords[entry.outcome] })
    case 'stage':
      return entry.reason === null
        ? stageWords[entry.stage]
        : t('{stage}: {reason}', { stage: stageWords[entry.stage], reason: causeWord(entry.reason) })
  }
}

type Of<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>

const foundWords = ({ level, hardship }: Of<'opened'> | Of<'evidence'>) => ({
  level: levelWords[level],
  hardship: hardshipWords[hardship],
})

function decisionSentence({ verdict, accepted, rejectReason }: Of<'decision'>): string {
  const word = (accepted ? done : tried)[verdict]
  return rejectReason === null
    ? word
    : t('{what}: {reason}', { what: word, reason: rejectWords[rejectReason] })
}

function eventSentence({ action, cause, to }: Of<'event'>): string {
  if (action === 'sla.reassign' && to) return t('Still late: given to {name}', { name: to.name })
  const word = happened[action]
  // Of a reminder or a lateness the sentence says the cause itself.
  return cause === null || action.startsWith('sla.')
    ? word
    : t('{what}: {reason}', { what: word, reason: codeOrSentence(cause) })
}

const networkWord = ({ status, errorCode }: Of<'network'>): string =>
  [statusWords[status] ?? plainWord(status), errorCode && `(${errorCode})`].filter(Boolean).join(' ')
