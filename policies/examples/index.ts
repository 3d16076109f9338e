import { assessmentTest, gateTest } from './check.ts'
import { callWords } from './calls.ts'
import { caseRuleExamples } from './case-rules.ts'
import type { PackExample } from './example.ts'
import { edgeExamples } from './gate-edges.ts'
import { euExamples } from './gate-eu.ts'
import type { GateExample } from './gate-example.ts'
import { inExamples } from './gate-in.ts'
import { ukExamples } from './gate-uk.ts'
import { usExamples } from './gate-us.ts'
import { hardshipExamples } from './hardship.ts'
import { levelExamples } from './levels.ts'
import { matrixExamples } from './matrix.ts'
import { peopleExamples } from './people.ts'
import { scorecardExamples } from './scorecard.ts'
import { sizeExamples } from './sizes.ts'
import { wordExamples } from './words.ts'

const gateExamples: Readonly<Record<string, readonly GateExample[]>> = {
  in: [...inExamples, ...edgeExamples('in')],
  uk: [...ukExamples, ...edgeExamples('uk')],
  us: [...usExamples, ...edgeExamples('us')],
  eu: [...euExamples, ...edgeExamples('eu')],
}

/** The named tests of a pack: `examples.test.ts` runs them, and the pack checker asks which of them a mutation fails. */
export const examplesOf = (id: string): readonly PackExample[] => [
  ...scorecardExamples.map((example) => assessmentTest('scorecard', example)),
  ...hardshipExamples.map((example) => assessmentTest('hardship', example)),
  ...levelExamples.map((example) => assessmentTest('levels', example)),
  ...[
    ...matrixExamples,
    ...caseRuleExamples(id),
    ...peopleExamples(id),
    ...wordExamples(id),
    ...sizeExamples(id),
  ],
  ...(id === 'uk' ? callWords : []),
  ...(gateExamples[id] ?? []).map(gateTest),
]
