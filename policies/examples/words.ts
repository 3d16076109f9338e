import { isBusinessDay } from '../../domain/calendar.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import { calendarOf } from '../calendar.ts'
import { editProblems, problemsOf } from '../lint.ts'
import { mayConfirm, readReply, isHeard } from '../inbound.ts'
import type { Pack } from '../pack.ts'
import { textOf } from '../texts.ts'
import { answers, type PackExample } from './example.ts'
import * as lists from './lists.ts'
import * as replyWords from './reply-words.ts'

const textIn = (pack: Pack, language: string, channel: MessageChannel = 'sms'): string =>
  textOf(pack, 'over-leverage.high', { channel, tone: 'appreciative', language })?.text ?? ''
const problems = (pack: Pack, text: string, language: string, subject: string | null = null): string[] =>
  problemsOf(pack, { text, language, channel: 'sms', subject })

const banned = (language: string, phrases: readonly string[] = []): PackExample[] =>
  phrases.map((phrase) =>
    answers('templates', `a text that says “${phrase}” is refused`, true, (pack) =>
      problems(pack, `${textIn(pack, language)} ${phrase}`, language).includes(`it must not say "${phrase}"`),
    ),
  )

const firstWords = (language: string, phrases: readonly string[] = []): PackExample[] =>
  phrases.map((phrase) =>
    answers(
      'templates',
      `first words that say “${phrase}” are refused, and so is such a subject`,
      [true, true],
      (pack) => {
        const text = textIn(pack, language)
        return [
          problems(pack, `${phrase} ${text}`, language).includes(`its first words must not say "${phrase}"`),
          problems(pack, text, language, phrase).includes(`its subject must not say "${phrase}"`),
        ]
      },
    ),
  )

const wordingIn = (id: string, language: string): PackExample[] => {
  const invitation = language === 'hi' ? 'आपके विकल्पों पर बात करें' : 'let us discuss your options'
  const required = (name: string, phraseOf: (pack: Pack) => string): PackExample =>
    answers('templates', `a text in ${language} without ${name} is refused`, true, (pack) => {
      const phrase = phraseOf(pack)
      const text = textIn(pack, language).replaceAll(
        new RegExp(phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'),
        '-',
      )
      return problems(pack, text, language).includes(`it must say "${phrase}"`)
    })
  return [
    required('the invitation to talk', () => invitation),
    required('the bank', ({ documents }) => documents.pack.bank_name),
    required('a person to call', ({ documents }) => documents.pack.lines.person),
    required('a way out', ({ documents }) => documents.pack.lines.opt_out),
    ...(id === 'eu'
      ? [required('independent advice', ({ documents }) => documents.pack.lines.advice ?? '')]
      : []),
    ...banned(language, [
      ...(lists.bannedPhrases[language] ?? []),
      ...((id === 'in' && lists.bannedInIndia[language]) || []),
    ]),
    ...firstWords(language, lists.bannedFirstWords[language]),
    answers(
      'templates',
      `an SMS in ${language} takes at most ${language === 'hi' ? 4 : 2} parts`,
      ['one more', true],
      (pack) => {
        const limit = pack.documents.templates.wording.segments_max[language] ?? 0
        const unit = language === 'hi' ? 'अ'.repeat(67) : 'a'.repeat(153)
        const over = problems(pack, unit.repeat(language === 'hi' ? 5 : 3), language).some((each) =>
          each.startsWith('it takes'),
        )
        const within = problems(pack, unit.repeat(language === 'hi' ? 4 : 2), language).some((each) =>
          each.startsWith('it takes'),
        )
        return [over && !within ? 'one more' : 'wrong', limit > 0]
      },
    ),
  ]
}

const shape = (): PackExample[] => [
  answers('templates', 'a lock screen shows forty characters', [true, false], (pack) =>
    [35, 36].map((before) =>
      problems(pack, `${'x'.repeat(before)} bill`, 'en').some((each) => each.startsWith('its first words')),
    ),
  ),
  answers(
    'templates',
    'every text that the matrix names is there',
    [],
    ({ documents: { matrix, templates } }) =>
      matrix.cells
        .flatMap(({ event }) => event.params.templateId ?? [])
        .filter((id) => !templates.templates.some((template) => template.id === id)),
  ),
  answers('templates', 'names of 24 letters are counted with', true, (pack) => {
    const room = 306 - 24
    const fits = (letters: number) =>
      !problems(pack, `{{first_name}}${'a'.repeat(letters)}`, 'en').some((each) =>
        each.startsWith('it takes'),
      )
    return fits(room) && !fits(room + 1)
  }),
  answers(
    'templates',
    'tips ask for consent to tips, help does not',
    { 'expense-compression.medium': 'wellness', 'liquidity-stress.medium': 'wellness' },
    ({ documents }) =>
      Object.fromEntries(
        documents.templates.templates
          .filter(({ purpose }) => purpose === 'wellness')
          .map(({ id, purpose }) => [id, purpose]),
      ),
  ),
]

const writing = ['sms', 'whatsapp', 'email'] as const

/** In the United Kingdom calls too, but none with tips. */
const frames = (id: string): PackExample[] =>
  [...writing, ...(id === 'uk' ? (['voice'] as const) : [])].flatMap((channel) => [
    answers(
      'templates',
      `every template has a text for ${channel}${channel === 'voice' ? ', but for tips' : ''}`,
      channel === 'voice' ? ['liquidity-stress.medium', 'expense-compression.medium'] : [],
      (pack) =>
        pack.documents.templates.templates
          .map(({ id: templateId }) => templateId)
          .filter((templateId) => !textOf(pack, templateId, { channel, tone: 'plain', language: 'en' })),
    ),
    answers(
      'templates',
      `an edit of an ${channel} text ${isRegistered(id, channel) ? 'is refused: it is registered' : 'is taken within the rules'}`,
      isRegistered(id, channel),
      (pack) => {
        const text = textIn(pack, 'en', channel)
        return editProblems(pack, { text, language: 'en', channel }, text.replace('Hello', 'Good day')).some(
          (each) => each.includes('registered'),
        )
      },
    ),
  ])

const isRegistered = (id: string, channel: string): boolean =>
  channel === 'whatsapp' || (id === 'in' && channel === 'sms')

const languagesOf: Record<string, string[]> = { in: ['en', 'hi'], uk: ['en', 'hi'] }
const heard: Record<string, MessageChannel[]> = { in: ['whatsapp', 'email'] }
const deadline_days: Record<string, number> = { us: 10 }

const replies = (id: string): PackExample[] => {
  const said = (
    words: Readonly<Record<string, readonly string[]>>,
    reply: string,
    around: (word: string) => string,
  ): PackExample[] =>
    (languagesOf[id] ?? ['en']).flatMap((language) =>
      (words[language] ?? []).map((word) =>
        answers('inbound', `“${around(word)}” is ${reply}`, reply, (pack) => readReply(pack, around(word))),
      ),
    )
  const received_ms = Date.parse('2026-11-20T05:30:00Z')
  return [
    ...said(replyWords.stopWords, 'stop', (word) => `${word.toUpperCase()}!`),
    ...said(replyWords.stopPhrases, 'stop', (phrase) => `Hello, ${phrase} zzz`),
    ...said(replyWords.politeWords, 'stop', (word) => `Stop, ${word}.`),
    ...said(replyWords.startWords, 'start', (word) => word),
    ...said(replyWords.helpWords, 'help', (word) => word),
    answers('inbound', 'other words are text', 'text', (pack) => readReply(pack, 'when is my next payment')),
    answers(
      'inbound',
      'we are heard on these channels only',
      heard[id] ?? ['sms', 'whatsapp', 'email'],
      (pack) => (['sms', 'whatsapp', 'voice', 'email'] as const).filter((channel) => isHeard(pack, channel)),
    ),
    answers(
      'inbound',
      'the law leaves so many business days',
      deadline_days[id] ?? 1,
      ({ documents }) => documents.inbound.deadline_business_days,
    ),
    answers('inbound', 'one confirmation, within five minutes', [true, false, false], (pack) => [
      mayConfirm(pack, { received_ms, now_ms: received_ms + 300_000, confirmedBefore: false }),
      mayConfirm(pack, { received_ms, now_ms: received_ms + 300_001, confirmedBefore: false }),
      mayConfirm(pack, { received_ms, now_ms: received_ms, confirmedBefore: true }),
    ]),
  ]
}

const calendar = (id: string): PackExample[] => [
  ...(lists.closedDays[id]?.holidays ?? []).map((date) =>
    answers('calendar', `${date} is no business day`, true, (pack) => calendarOf(pack).holidays.has(date)),
  ),
  ...(lists.closedDays[id]?.blackouts ?? []).map((date) =>
    answers('calendar', `nothing is sent on ${date}`, true, (pack) => calendarOf(pack).blackouts.has(date)),
  ),
  answers(
    'calendar',
    'Saturday and Sunday are no business days, the others are',
    [false, true, true, true, true, true, false],
    (pack) =>
      ['2026-11-15', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'].map(
        (date) => isBusinessDay(date, new Set(), calendarOf(pack).weekend),
      ),
  ),
  answers(
    'calendar',
    'people work from 09:00 to 18:30',
    ['09:00', '18:30'],
    (pack) => calendarOf(pack).workingHours,
  ),
]

export const wordExamples = (id: string): readonly PackExample[] => [
  ...(languagesOf[id] ?? ['en']).flatMap((language) => wordingIn(id, language)),
  ...[...shape(), ...frames(id), ...replies(id), ...calendar(id)],
]
