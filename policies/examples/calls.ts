import { problemsOf } from '../lint.ts'
import type { Pack } from '../pack.ts'
import { textOf } from '../texts.ts'
import { answers, type PackExample } from './example.ts'

const spoken = (pack: Pack, language: string, templateId = 'over-leverage.high'): string =>
  textOf(pack, templateId, { channel: 'voice', tone: 'gentle', language })?.text ?? ''

const problems = (pack: Pack, text: string, language: string): string[] =>
  problemsOf(pack, { text, language, channel: 'voice' })

const invitations = { en: 'let us discuss your options', hi: 'आपके विकल्पों पर बात करें' } as const

const required = (language: 'en' | 'hi', name: string, phraseOf: (pack: Pack) => string): PackExample =>
  answers('templates', `a call in ${language} without ${name} is refused`, true, (pack) => {
    const phrase = phraseOf(pack)
    const text = spoken(pack, language).replaceAll(phrase, '-')
    return problems(pack, text, language).includes(`it must say "${phrase}"`)
  })

/** What a voice says, for a pack that has words for it. */
export const callWords: readonly PackExample[] = [
  ...(['en', 'hi'] as const).flatMap((language) => [
    required(language, 'the invitation to talk', () => invitations[language]),
    required(language, 'the bank', ({ documents }) => documents.pack.bank_name),
    required(language, 'a person to call', ({ documents }) => documents.pack.lines.person),
    required(language, 'a way out by telephone', ({ documents }) => documents.pack.lines.opt_out_call ?? ''),
    answers(
      'templates',
      `in ${language} whoever takes the call hears the same, whatever it is about`,
      1,
      (pack) => {
        const all = pack.documents.templates.templates
          .filter(({ channels }) => channels.includes('voice'))
          .map(({ id }) => spoken(pack, language, id))
        return new Set(all).size
      },
    ),
  ]),
  answers(
    'templates',
    'a word that nobody else must hear is refused at the end of a call, too',
    true,
    (pack) =>
      problems(pack, `${spoken(pack, 'en')} It is about your bill.`, 'en').includes(
        'its first words must not say "bill"',
      ),
  ),
  answers(
    'templates',
    'a call names no way out that asks for an answer in writing',
    true,
    (pack) => !spoken(pack, 'en').includes(pack.documents.pack.lines.opt_out),
  ),
]
