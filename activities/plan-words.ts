import { ServiceError } from '../domain/errors.ts'
import { sha256 as hashOfText } from '../domain/hash.ts'
import type { PlanStep } from '../domain/plan.ts'
import type { Vault } from '../stores/vault/vault.ts'

/** The words of a step: the template's, or those that a worker put in their place. @throws corrupt | edit-lost */
export async function wordsOf(vault: Pick<Vault, 'readTexts'>, step: PlanStep): Promise<string> {
  if (!step.edit) return step.text
  const { ref, sha256 } = step.edit
  const words = (await vault.readTexts([ref])).get(ref)
  if (words !== undefined && hashOfText(words) === sha256) return words
  throw new ServiceError(
    'corrupt',
    'edit-lost',
    'The words of an edited step are not those that were approved.',
  )
}
