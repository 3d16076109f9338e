import type { CaseGate, CustomerReply, FactChange, ShownUrgency } from '../../api/contract.ts'
import type { CancelReason, RejectReason } from '../../domain/decision.ts'
import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { Level } from '../../domain/risk.ts'
import { codeWord } from './codes.ts'
import { factName, factValue } from './facts.ts'
import { t, translated } from './language.ts'
import { hardshipWords, levelWords, personaWords, plainWord, rejectWords } from './terms.ts'

export const termWords = translated<ShownUrgency['terms'][number]['term']>({
  probability: 'Probability of a missed payment',
  due_nearness: 'Nearness of the due date',
  sla_used: 'Time to decide that is used up',
  exposure: 'Exposure among those of the product',
})

export const replyWords = translated<CustomerReply['kind']>({
  stop: 'wants no more messages',
  start: 'wants messages again',
  help: 'asks for help',
  text: 'wrote',
})

export const gateVerdictWords = translated<CaseGate['steps'][number]['verdict']>({
  pass: 'It would be sent',
  wait: 'It would wait for a lawful moment',
  block: 'It would be stopped',
})

/** What brought a case where it stands or ended an approval, by the code of the cause; a person's decision by its verdict. */
const causes: Readonly<Record<string, string>> = translated({
  'changed:level': 'The level has changed',
  'changed:hardship': 'The hardship has changed',
  'changed:action': 'Another action is proposed',
  'changed:probability': 'The probability has moved by ten points or more',
  'changed:basis': 'The lawful basis has changed',
  'changed:hold': 'A hold was placed or released',
  'changed:vulnerability': 'A vulnerability was recorded or ended',
  'changed:opt-out': 'The customer has opted out',
  'changed:template-withdrawn': 'The message’s template was withdrawn',
  hold: 'A blocking hold stands',
  'level-fell': 'The level has fallen',
  'level-rose': 'The level has risen again',
  'approval-lapsed': 'The approval has lapsed after two business days',
  'plan-chosen': 'Another plan was chosen',
  'new-proposal': 'A new proposal was made',
  approve: 'The case was approved',
  undo: 'The approval was taken back',
  amend: 'The message was changed',
  adopt: 'The plan of another row was taken',
  snooze: 'The case was put off',
  reject: 'The case was rejected',
  reassign: 'The case was given on',
  escalate: 'The supervisor was called',
  cancel: 'The help was cancelled',
  undone: 'The approval was taken back',
  amended: 'The message was changed',
  'until-risk-changes': 'Until the risk changes',
  'hold-over': 'The hold has ended',
  'snooze-over': 'The time that it was put off is over',
  'settled-before-decision': 'It was paid before anybody decided',
  'decision-lapsed': 'Nobody decided in time',
  'send-unknown': 'It is not known whether it was sent',
  'delivery-unconfirmed': 'The delivery was never confirmed',
  'seal-broken': 'Its seal was broken',
  'cancelled:operations': 'Cancelled by operations',
  'cancelled:customer-erased': 'The customer was erased',
})

/** Codes that carry a second one. */
const kinds: Record<string, (rest: string) => string> = {
  rejected: (rest) =>
    t('Rejected: {reason}', { reason: rejectWords[rest as RejectReason] ?? plainWord(rest) }),
  cancelled: (rest) =>
    t('Cancelled: {reason}', { reason: cancelWords[rest as CancelReason] ?? plainWord(rest) }),
  operations: (rest) => t('Operations must look: {cause}', { cause: plainWord(rest) }),
  'provider-failed': (rest) => t('The provider failed: {cause}', { cause: plainWord(rest) }),
}
const cancelWords = translated<CancelReason>({
  'customer-asked': 'the customer asked for it',
  'opened-in-error': 'opened in error',
  'handled-elsewhere': 'handled elsewhere',
  'fraud-suspected': 'fraud is suspected',
})

export function causeWord(code: string): string {
  const [kind = '', ...rest] = code.split(':')
  return causes[code] ?? kinds[kind]?.(rest.join(':')) ?? codeWord(code)
}

const headlines: Readonly<Record<string, string>> = translated({ level: 'Level', hardship: 'Hardship' })
const values: Record<string, (value: string) => string> = {
  level: (value) => levelWords[value as Level],
  hardship: (value) => hardshipWords[value as Hardship],
  persona: (value) => personaWords[value as Persona],
}

export const changeName = ({ what }: FactChange): string => headlines[what] ?? factName(what)

/** @param currency of the amounts among the facts */
export function changeValue({ what }: FactChange, value: FactChange['before'], currency: string): string {
  const word = values[what]
  return typeof value === 'string' && word ? word(value) : factValue(what, value, currency)
}

const CENTIMINOR_PER_UNIT = 10_000

/** What so many parts cost: "₹0.60". */
export const partsCost = (
  parts: number,
  { costCentiminor, currency }: { costCentiminor: number; currency: string },
): string =>
  new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en-GB', { style: 'currency', currency }).format(
    (parts * costCentiminor) / CENTIMINOR_PER_UNIT,
  )

/** The size of an SMS and what it costs, as one reads it beside the text. */
export const sizeWord = (
  { segments, units, encoding }: { segments: number; units: number; encoding: string },
  price: { costCentiminor: number; currency: string } | null,
): string => {
  const size = t('{segments} parts, {units} characters, {encoding}', { segments, units, encoding })
  return price ? t('{size}, {cost}', { size, cost: partsCost(segments, price) }) : size
}
