import { t, useLanguage } from './language.ts'

const { language } = useLanguage()

/**
 * What the server says with values in it, by its English pattern. All else that it says in words is a fixed sentence: a key
 * of the same tables as those of the pages.
 */
export const patterns = [
  'it must say "{phrase}"',
  'it must not say "{phrase}"',
  'its first words must not say "{phrase}"',
  'its subject must not say "{phrase}"',
  'it takes {n} parts, {max} are allowed',
  'it has {n} characters, {max} are allowed',
  'the only placeholder is {name}',
  'no limit of length is set for {what}',
  'This is for: {roles}',
  'This hold may stand until {day} at most.',
  'This version is {status} already.',
  'There are {n} views already',
  'These are documents of {pack}.',
  'It cannot be put in force: {problem}',
  'use one of {values}',
  'at least {n}',
  'at most {n}',
  'give a {type}',
  'give an {type}',
  'no answer within {n} s',
  'Refused: {reason}.',
  'message number {n} within {days} days, across all cases of the customer',
  'send an instant after {at}',
  'they are kept for {days} days, and end with their customer’s erasure',
] as const

const matchers = patterns.map((pattern) => ({
  pattern,
  matcher: new RegExp(`^${escaped(pattern).replaceAll(/\\\{(\w+)\\\}/g, '(?<$1>.+)')}$`),
}))

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** A sentence of the server in the language of the person who reads it; several stand with "; " between them. */
export function said(sentence: string): string {
  if (language.value === 'en') return sentence
  const whole = oneSaid(sentence)
  return whole === sentence ? sentence.split('; ').map(oneSaid).join('; ') : whole
}

function oneSaid(sentence: string): string {
  const whole = t(sentence)
  if (whole !== sentence) return whole
  for (const { pattern, matcher } of matchers) {
    const values = matcher.exec(sentence)?.groups
    if (values) return t(pattern, values)
  }
  return sentence
}
