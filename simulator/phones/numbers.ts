import type { Medium, PhoneStatus } from './record.ts'

type End = { status: PhoneStatus; errorCode: number | null }

/** How the network treats a number, by its last four digits; docs/phones.md lists them for readers. */
export type Behaviour = {
  /** Refused with this error code: always, or each message's first try only. */
  refuses: { code: number; when: 'always' | 'first-try' } | null
  /** What the sender hears once the message is accepted. */
  answer: 'created' | 'never' | 'server-error'
  /** Where it ends; null: as is usual for its kind. */
  ends: End | null
  /** Where a call ends. */
  callEnds: PhoneStatus
  /** In disorder: the end first and twice, and what the customer writes is told twice. */
  callbacks: 'in-order' | 'disorder' | 'none'
}

const ordinary: Behaviour = {
  refuses: null,
  answer: 'created',
  ends: null,
  callEnds: 'completed',
  callbacks: 'in-order',
}

const undelivered = (errorCode: number): End => ({ status: 'undelivered', errorCode })

export const behaviours: Readonly<Record<string, Behaviour>> = {
  '0001': { ...ordinary, ends: undelivered(30003), callEnds: 'no-answer' },
  '0002': { ...ordinary, refuses: { code: 21211, when: 'always' } },
  '0003': { ...ordinary, answer: 'never' },
  '0004': { ...ordinary, answer: 'server-error' },
  '0005': { ...ordinary, refuses: { code: 20429, when: 'first-try' } },
  '0006': { ...ordinary, callbacks: 'disorder' },
  '0007': { ...ordinary, answer: 'never', callbacks: 'none' },
  '0008': { ...ordinary, refuses: { code: 21610, when: 'always' } },
  '0009': { ...ordinary, ends: undelivered(30007), callEnds: 'busy' },
  '0010': { ...ordinary, ends: undelivered(30005) },
  '0011': { ...ordinary, ends: undelivered(63024) },
  '0012': { ...ordinary, refuses: { code: 20500, when: 'always' } },
  '0013': { ...ordinary, refuses: { code: 21408, when: 'always' } },
  '0014': { ...ordinary, refuses: { code: 21656, when: 'always' } },
  '0015': { ...ordinary, ends: undelivered(30002) },
}

export const behaviourOf = (address: string): Behaviour => behaviours[address.slice(-4)] ?? ordinary

/** What a message, call or mail goes through after it was accepted, in order. */
export function stepsOf(medium: Medium, to: string): End[] {
  const { ends, callEnds } = behaviourOf(to)
  const well = (...statuses: PhoneStatus[]): End[] => statuses.map((status) => ({ status, errorCode: null }))
  switch (medium) {
    case 'sms':
      return [...well('sent'), ends ?? { status: 'delivered', errorCode: null }]
    case 'whatsapp':
      return ends ? [...well('sent'), ends] : well('sent', 'delivered', 'read')
    case 'voice':
      return callEnds === 'completed'
        ? well('initiated', 'ringing', 'in-progress', 'completed')
        : well('initiated', 'ringing', callEnds)
    case 'email':
      return well('delivered')
  }
}
