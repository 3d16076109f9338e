import { z } from 'zod'
import type { KeyedFact } from '../domain/bank-event.ts'
import { customerIdSchema, type Token } from '../domain/ids.ts'
import { validateFact, verdictOf, type Verdict } from './validate.ts'

const itemSchema = z.strictObject({ customerId: customerIdSchema, fact: z.unknown() })

/** A fact with the bank's own id of its customer, as the HTTP door takes it. The raw id ends here. */
export function readFactItem(item: unknown, tokenise: (customerId: string) => Token): Verdict<KeyedFact> {
  const wrapper = verdictOf(itemSchema.safeParse(item))
  if (!wrapper.ok) return within('item', wrapper)
  const { customerId, fact } = wrapper.value
  const verdict = validateFact(fact)
  if (verdict.ok) return { ok: true, value: { customer: tokenise(customerId), fact: verdict.value } }
  const { field } = verdict.fault
  return within('fact', { ok: false, fault: { ...verdict.fault, field: field && `fact.${field}` } })
}

/** What is wrong as a whole is named by the whole. */
const within = (whole: string, { fault }: Extract<Verdict<never>, { ok: false }>): Verdict<never> => ({
  ok: false,
  fault: { ...fault, field: fault.field || whole },
})
