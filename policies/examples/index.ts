import { hardshipExamples, scorecardExamples, type AssessmentExample } from './assessment.ts'
import { euExamples } from './gate-eu.ts'
import type { GateExample } from './gate-example.ts'
import { inExamples } from './gate-in.ts'
import { ukExamples } from './gate-uk.ts'
import { usExamples } from './gate-us.ts'
import { levelExamples } from './levels.ts'

/** The named tests of the shipped packs: `examples.test.ts` runs them, and the pack checker asks which a mutation fails. */
export const assessmentExamples: readonly AssessmentExample[] = [
  ...scorecardExamples,
  ...hardshipExamples,
  ...levelExamples,
]

export const gateExamples: Readonly<Record<string, readonly GateExample[]>> = {
  in: inExamples,
  uk: ukExamples,
  us: usExamples,
  eu: euExamples,
}
