import { problemsOf, smsSizeOf } from '../lint.ts'
import { textOf } from '../texts.ts'
import { answers, type PackExample } from './example.ts'

const lengths = { whatsapp: 1024, email: 1500, voice: 1000 } as const
/** Hundredths of a minor unit a part. */
const costs: Record<string, number> = { in: 1_500, uk: 400, us: 83, eu: 700 }
const languages: Record<string, string[]> = { in: ['en', 'hi'], uk: ['en', 'hi'] }

const fits = (channel: keyof typeof lengths): PackExample =>
  answers(
    'templates',
    `a text of ${lengths[channel]} characters fits ${channel}, one more does not`,
    [true, false],
    (pack) =>
      [0, 1].map((more) => {
        const text = 'a'.repeat(lengths[channel] + more)
        return !problemsOf(pack, { text, language: 'en', channel }).some((each) => each.startsWith('it has'))
      }),
  )

const leadTime = answers(
  'contact-rules',
  'core banking’s notice comes 24 hours before the debit',
  24,
  ({ documents }) =>
    documents['contact-rules'].rules.flatMap((rule) =>
      rule.kind === 'notice_elsewhere' ? rule.lead_hours : [],
    )[0],
)

/** How long texts may be, what they cost, and in which languages they must be there. */
export const sizeExamples = (id: string): readonly PackExample[] => [
  ...(['whatsapp', 'email', 'voice'] as const).map(fits),
  answers(
    'templates',
    'what a part of an SMS costs is known',
    costs[id],
    (pack) => smsSizeOf(pack, 'a').cost_centiminor,
  ),
  answers(
    'templates',
    'every text must be there in these languages',
    languages[id] ?? ['en'],
    ({ documents }) => documents.templates.wording.languages,
  ),
  answers(
    'templates',
    'who reads neither gets English',
    'en',
    (pack) => textOf(pack, 'over-leverage.high', { channel: 'sms', tone: 'plain', language: 'xx' })?.language,
  ),
  ...(id === 'in' ? [leadTime] : []),
]
