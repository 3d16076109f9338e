import type { PhoneStatus } from './record.ts'

/** How the network treats a number, by its last four digits; docs/phones.md lists them for readers. */
export type Behaviour = {
  /** Refused with this error code: always, or each message's first try only. */
  refuses: { code: number; when: 'always' | 'first-try' } | null
  /** What the sender hears once the message is accepted. */
  answer: 'created' | 'never' | 'server-error'
  /** Where it ends. */
  ends: { status: PhoneStatus; errorCode: number | null }
  callbacks: 'in-order' | 'disorder' | 'none'
}

const ordinary: Behaviour = {
  refuses: null,
  answer: 'created',
  ends: { status: 'delivered', errorCode: null },
  callbacks: 'in-order',
}

export const behaviours: Readonly<Record<string, Behaviour>> = {
  '0001': { ...ordinary, ends: { status: 'undelivered', errorCode: 30003 } },
  '0002': { ...ordinary, refuses: { code: 21211, when: 'always' } },
  '0003': { ...ordinary, answer: 'never' },
  '0004': { ...ordinary, answer: 'server-error' },
  '0005': { ...ordinary, refuses: { code: 20429, when: 'first-try' } },
  '0006': { ...ordinary, callbacks: 'disorder' },
  '0007': { ...ordinary, answer: 'never', callbacks: 'none' },
}

export const behaviourOf = (number: string): Behaviour => behaviours[number.slice(-4)] ?? ordinary
