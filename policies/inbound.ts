import { z } from 'zod'
import { languageSchema, messageChannelSchema, type MessageChannel } from '../domain/plan.ts'
import { saysAny } from './phrases.ts'

const wordsSchema = z.record(languageSchema, z.array(z.string().min(1)).min(1))

/** What a customer's own message asks for, and the few answers that go out without a case approval. */
export const inboundSchema = z.strictObject({
  source: z.string(),
  /** Channels on which a customer's message reaches us. */
  channels: z.array(messageChannelSchema),
  /** The whole message, but for punctuation. */
  stop_words: wordsSchema,
  /** What may stand around a stop word without changing its sense. Versions that were published before know of none. */
  polite_words: wordsSchema.default({}),
  start_words: wordsSchema,
  help_words: wordsSchema,
  /** Anywhere in a sentence. */
  stop_phrases: wordsSchema,
  /** The law's latest day; ours is at once. */
  deadline_business_days: z.int().min(0).max(30),
  confirmation: z.strictObject({
    texts: z.record(languageSchema, z.string().min(1).max(306)),
    /** One confirmation in answer to one message, and no later than this. */
    within_minutes: z.int().min(1).max(60),
  }),
  help: z.record(languageSchema, z.string().min(1).max(306)),
})

/** The part of a pack that is asked here. */
type WithInbound = { documents: { inbound: z.infer<typeof inboundSchema> } }

export type Reply = 'stop' | 'start' | 'help' | 'text'

/** What a customer's message asks for. Stopping goes before everything: who says two things at once is left alone. */
export function readReply({ documents: { inbound } }: WithInbound, message: string): Reply {
  const whole = plainWords(message)
  const isOneOf = (words: Words, said = whole): boolean => listed(words).has(said)
  const polite = listed(inbound.polite_words)
  const asksToStop = (sentence: string): boolean =>
    isOneOf(inbound.stop_words, sentence) || isOneOf(inbound.stop_words, withoutPoliteness(sentence, polite))
  if (saysAny(whole, Object.values(inbound.stop_phrases).flat())) return 'stop'
  if ([whole, ...sentencesOf(message)].some(asksToStop)) return 'stop'
  if (isOneOf(inbound.start_words)) return 'start'
  return isOneOf(inbound.help_words) ? 'help' : 'text'
}

type Words = Readonly<Record<string, readonly string[]>>
const listed = (words: Words): Set<string> => new Set(Object.values(words).flat().map(plainWords))

/** Each word once: "stop stop" says no more than "stop". */
const withoutPoliteness = (sentence: string, polite: ReadonlySet<string>): string =>
  [...new Set(sentence.split(' '))].filter((word) => !polite.has(word)).join(' ')

/** "Stop. Who is this?" stops, whatever else it says. */
const sentencesOf = (message: string): string[] =>
  message.normalize('NFKC').split(SENTENCE_END).map(plainWords)
const SENTENCE_END = /[.!?।;\n]+/

/** In one case and width, without punctuation: apostrophes and invisible signs stand inside a word, all else between words. */
const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’‘`\p{Cf}]/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** Does a message on this channel reach us at all? */
export const isHeard = ({ documents: { inbound } }: WithInbound, channel: MessageChannel): boolean =>
  inbound.channels.includes(channel)

/** May the one fixed confirmation still go out? `confirmedBefore`: one was sent for this message already. */
export const mayConfirm = (
  { documents: { inbound } }: WithInbound,
  { received_ms, now_ms, confirmedBefore }: { received_ms: number; now_ms: number; confirmedBefore: boolean },
): boolean => !confirmedBefore && now_ms - received_ms <= inbound.confirmation.within_minutes * 60_000
