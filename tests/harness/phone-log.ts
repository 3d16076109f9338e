import type { InstanceInfo } from './instance.ts'

export type LoggedMessage = { sid: string; to: string; from: string; body: string; status: string }

/** What the pretend phone network itself has on record for a number; it knows nothing of our ids. */
export async function messagesTo(instance: InstanceInfo, phone: string): Promise<LoggedMessage[]> {
  const answer = await fetch(`${instance.environment['PHONES_URL']}/log.json`)
  const { messages } = (await answer.json()) as { messages: LoggedMessage[] }
  return messages.filter((message) => message.to === phone)
}
