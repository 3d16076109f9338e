import { ServiceError } from '../domain/errors.ts'
import { catalogue } from './catalogue.ts'
import * as english from './catalogue/words/en/index.ts'
import * as hindi from './catalogue/words/hi/index.ts'
import type { Facts, Phrases, Wordings } from './catalogue/words/wording.ts'

/** The languages in which reasons can be told: a bank's own, not the customer's. */
export const reasonLanguages = ['en', 'hi'] as const
export type ReasonLanguage = (typeof reasonLanguages)[number]

const inLanguage: Record<ReasonLanguage, { wordings: Wordings; phrases: Phrases }> = {
  en: english,
  hi: hindi,
}
const unitOf = new Map(catalogue.map(({ name, unit }) => [name, unit]))

/** A feature's value and what it added to the margin: positive raises the risk. `value` null: it was missing. */
export interface Contribution extends Facts {
  feature: string
  value: number | null
  contribution: number
}

export interface ReasonInWords {
  /** For a case worker: the fact, with the customer's own numbers; marked where it speaks for the customer. */
  worker: string
  /** For a regulator: what was looked at, its value, and which way it counted. */
  regulator: string
}

/**
 * One reason in words, from the template beside the feature's catalogue entry.
 * @throws ServiceError `invalid` for a name that is no feature.
 */
export function reasonInWords(reason: Contribution, language: ReasonLanguage): ReasonInWords {
  const { feature, value, contribution, due } = reason
  const { wordings, phrases } = inLanguage[language]
  const wording = wordings[feature]
  const unit = unitOf.get(feature)
  if (!wording || !unit)
    throw new ServiceError('invalid', 'feature-unknown', `${feature} is no feature`, { feature })
  const fact = value === null ? wording.missing : wording.say(value, reason)
  const shown = value === null ? null : phrases.inUnit(value, unit, due?.currency ?? null)
  return {
    worker: contribution < 0 ? phrases.protective(fact) : fact,
    regulator: phrases.statement(wording.factor, shown, contribution >= 0),
  }
}

/** What a regulator is told that a feature is, in a language; null for a name that is no feature. */
export const factorName = (feature: string, language: ReasonLanguage): string | null =>
  inLanguage[language].wordings[feature]?.factor ?? null
