import { activityFeatures } from './catalogue/activity.ts'
import { balanceFeatures } from './catalogue/balance.ts'
import { cashFeatures } from './catalogue/cash.ts'
import type { Feature } from './catalogue/feature.ts'
import { incomeFeatures } from './catalogue/income.ts'
import { obligationFeatures } from './catalogue/obligations.ts'
import { spendingFeatures } from './catalogue/spending.ts'

export type { Feature, FeatureUse } from './catalogue/feature.ts'

/** Every feature, in the order of the columns that commands write. Sex, age and region are never among them. */
export const catalogue: readonly Feature[] = [
  ...incomeFeatures,
  ...spendingFeatures,
  ...cashFeatures,
  ...balanceFeatures,
  ...obligationFeatures,
  ...activityFeatures,
]

export const featureNames: readonly string[] = catalogue.map(({ name }) => name)

/** What a model may use. */
export const modelFeatureNames: readonly string[] = catalogue
  .filter(({ use }) => use !== 'rules')
  .map(({ name }) => name)
