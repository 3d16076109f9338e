import { ServiceError } from '../domain/errors.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { catalogue } from './catalogue.ts'

const byName = new Map(catalogue.map((feature) => [feature.name, feature]))

/**
 * One reason in words, from the template of the feature's catalogue entry and the customer's own numbers.
 * `contribution` is in margin: positive raises the risk, and only then the fact stands alone.
 * @throws ServiceError `invalid` for a name that is no model feature.
 */
export function reasonSentence(
  feature: string,
  value: number | null,
  contribution: number,
  vector: FeatureVector,
): string {
  const reason = byName.get(feature)?.reason
  if (!reason)
    throw new ServiceError('invalid', 'feature-unknown', `${feature} is no feature of a model`, { feature })
  const fact = value === null ? reason.missing : reason.say(value, vector)
  return contribution < 0 ? `${fact} (speaks for paying on time)` : fact
}
