import type { MessageChannel } from '../../domain/plan.ts'
import type { Rig, TestCase } from '../case/rig.ts'

/** A case of somebody who has agreed to these channels, and prefers the first. */
export const openFor = (rig: Rig, channels: MessageChannel[], lastDigits?: string): Promise<TestCase> =>
  rig.open('message', {
    ...(lastDigits && { lastDigits }),
    introduce: async ({ bankId, phone }) => {
      await rig.bank.doors.putContact(bankId, {
        ...{ name: 'Testa Personova', language: 'en', zone: 'Asia/Kolkata' },
        ...{ phone, email: mailbox(phone), preferredChannel: channels[0] },
      })
      await rig.bank.doors.postConsents(
        channels.map((channel) => ({
          ...{ customerId: bankId, channel, purpose: 'wellness', basis: 'consent', status: 'granted' },
          at: '2026-01-01T00:00:00.000Z',
        })),
      )
    },
  })

export const mailbox = (phone: string): string => `${phone.slice(-8)}@customer.example`

/** How far each step of a case's plan has come. */
export const stepsOf = async (
  rig: Rig,
  { caseId }: TestCase,
): Promise<{ channel: string; status: string | null }[]> => {
  const { rows } = await rig.db.query<{ channel: string; status: string | null }>(
    `select channel, status from dispatch_intents where case_id = $1 order by step_index`,
    [caseId],
  )
  return rows
}
