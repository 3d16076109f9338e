import { featuresRead } from '../assess.ts'
import { isZone } from '../gate-window.ts'
import type { Pack } from '../pack.ts'

const WEIGHTS_SUM = 100
const DAYS_OF_WEEK = 7

/**
 * Fields that fit the schema and with which the product could not work, each by its name with what it should be. Not in the
 * schema: a version that was published before must stay readable.
 */
export function fieldProblems(pack: Pack): string[] {
  return [
    ...zoneProblems(pack),
    ...lineProblems(pack),
    ...calendarProblems(pack),
    ...replyProblems(pack),
    ...weightProblems(pack),
  ]
}

const zoneProblems = ({ documents }: Pack): string[] =>
  [
    ['pack.zone', documents.pack.zone] as const,
    ...(documents['contact-rules'].zones_if_unknown ?? []).map(
      (zone, index) => [`contact-rules.zones_if_unknown.${index}`, zone] as const,
    ),
  ].flatMap(([field, zone]) =>
    isZone(zone) ? [] : [`${field}: “${zone}” is no time zone; write one such as Asia/Kolkata`],
  )

/** Texts are filled with them: an empty one would leave a text without a person to call, or a way out. */
const lineProblems = ({ documents: { pack } }: Pack): string[] =>
  Object.entries({ bank_name: pack.bank_name, ...pack.lines }).flatMap(([name, line]) => {
    const field = name === 'bank_name' ? 'pack.bank_name' : `pack.lines.${name}`
    return line?.trim() ? [] : [`${field}: it is empty; write what the customer reads there`]
  })

function calendarProblems({ documents: { calendar, pack } }: Pack): string[] {
  const isOpenSomeDay = new Set(calendar.weekend).size < DAYS_OF_WEEK
  const knowsHolidays = calendar.holidays.some(({ date }) => date >= pack.effective)
  return [
    ...(isOpenSomeDay ? [] : ['calendar.weekend: no day is a business day; leave one out']),
    ...(knowsHolidays
      ? []
      : [
          `calendar.holidays: none lies after ${pack.effective}, from when the pack holds; add those to come`,
        ]),
  ]
}

/** In each language that the pack speaks it must understand and answer. */
function replyProblems({ documents: { inbound, templates } }: Pack): string[] {
  const { stop_words, stop_phrases, start_words, help_words, help, confirmation } = inbound
  const lists = {
    stop_words,
    stop_phrases,
    start_words,
    help_words,
    help,
    'confirmation.texts': confirmation.texts,
  }
  return Object.entries(lists).flatMap(([name, words]) =>
    templates.wording.languages
      .filter((language) => words[language] === undefined)
      .map((language) => `inbound.${name}.${language}: there is none; the pack writes in this language`),
  )
}

/** Rules that read what the features do not give: with them nobody could be assessed. */
export const unknownFeatures = (pack: Pack, features: readonly string[]): string[] =>
  featuresRead(pack)
    .filter((name) => !features.includes(name))
    .map((name) => `a rule reads “${name}”, which is no feature; see docs/features.md for their names`)

function weightProblems({ documents: { urgency } }: Pack): string[] {
  const sum = Object.values(urgency.weights).reduce((total, weight) => total + weight, 0)
  return sum === WEIGHTS_SUM ? [] : [`urgency.weights: they add up to ${sum}; make it ${WEIGHTS_SUM}`]
}
