import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { FeatureVector, Level } from '../../domain/risk.ts'

/** What a pack must conclude from such features: the rule that wins, by name. Amounts hold for an income of 50,000. */
export type AssessmentExample = {
  name: string
  features: FeatureVector
  persona?: Persona
  probability?: number | null
  expect: {
    /** Points of a signal, and the rule that gave them; null where it is not assessable. */
    points?: [signal: string, points: number | null, rule: string | null]
    /** The hardship, and the rule that says so. */
    type?: Hardship
    hardship?: string
    level?: [Level, rule: string]
  }
}
