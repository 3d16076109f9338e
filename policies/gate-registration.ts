import { localDateOf } from '../domain/bank-time.ts'
import type { Registration } from '../domain/registration.ts'
import type { RuleOf } from './contact-rules.ts'
import type { GateFacts } from './gate-facts.ts'
import { textKeyOf } from './text-key.ts'

/** Is everything that the rule names registered for this sender and this very text, and valid today? */
export function isRegistered(rule: RuleOf<'registration'>, facts: GateFacts): boolean {
  const { registrations } = facts
  if (registrations === null) return false
  const today = localDateOf(facts.now_ms, 'UTC')
  const valid = registrations.filter(
    ({ channel, validFrom, validUntil }) =>
      channel === facts.channel && validFrom <= today && (validUntil === null || today <= validUntil),
  )
  return rule.needs.every((kind) => {
    const ofKind = valid.filter((each) => each.kind === kind)
    switch (kind) {
      case 'entity':
        return ofKind.length > 0
      case 'header':
        return ofKind.some(({ value }) => value === facts.message.sender)
      case 'template':
        return ofKind.some((each) => isOurText(rule, facts, each))
      case 'url':
        return addressesIn(facts.message.text).every((address) =>
          ofKind.some(({ value }) => value === address),
        )
    }
  })
}

function isOurText(rule: RuleOf<'registration'>, { message }: GateFacts, registered: Registration): boolean {
  if (registered.value !== textKeyOf(message)) return false
  if (rule.category !== undefined && registered.category !== rule.category) return false
  return registered.text !== null && inRegister(registered.text) === inRegister(message.text)
}

/** Our `{{first_name}}` and the register's `{#alphanumeric#}` stand for the same; a variable of another type does not. */
const inRegister = (text: string): string =>
  text.normalize('NFC').replaceAll('{{first_name}}', '{#alphanumeric#}')

/** Web addresses and numbers to call that a text names, without their punctuation. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/[^\s]+|www\.[^\s]+|\+?\d[\d ]{7,}\d/g)].map(([found]) =>
    found.replace(/[.,;:!?)]+$/, ''),
  )
