import type { InstanceInfo } from '../harness/instance.ts'

export type PhoneMessage = {
  medium: string
  direction: string
  to: string
  from: string
  body: string
  subject: string | null
  unsubscribe: string | null
  status: string
}
export type Phones = ReturnType<typeof phonesOf>

/** The pretend network from a customer's side: what came, by number or mailbox, and typing an answer. */
export function phonesOf({ environment }: InstanceInfo) {
  const url = environment['PHONES_URL'] ?? ''
  const numberOf = (address: string): string => address.replace('whatsapp:', '')
  return {
    messagesOf: async (address: string): Promise<PhoneMessage[]> => {
      const { messages } = (await (await fetch(`${url}/log.json`)).json()) as { messages: PhoneMessage[] }
      return messages.filter(({ to }) => numberOf(to) === address)
    },
    type: async (from: string, body: string): Promise<void> => {
      const isWhatsapp = from.startsWith('whatsapp:')
      const sender = environment[isWhatsapp ? 'TWILIO_WHATSAPP_FROM' : 'TWILIO_FROM'] ?? ''
      const to = isWhatsapp ? `whatsapp:${sender}` : sender
      const answer = await fetch(`${url}/inbound`, {
        method: 'POST',
        body: new URLSearchParams({ from, to, body }),
      })
      if (answer.status !== 202) throw new Error(`the phone answered ${answer.status}`)
    },
  }
}
