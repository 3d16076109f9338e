import { assess, featuresRead } from '../assess.ts'
import { passGate } from '../gate.ts'
import type { Pack } from '../pack.ts'
import type { AssessmentExample } from './assessment.ts'
import { answers, type PackExample } from './example.ts'
import type { GateFacts } from '../gate-facts.ts'
import { fineFacts } from './gate-facts.ts'
import type { GateExample } from './gate-example.ts'

/** An example of the scorecard, the hardship or the level as a named test. */
export function assessmentTest(
  about: 'scorecard' | 'hardship' | 'levels',
  example: AssessmentExample,
): PackExample {
  const { name, expect } = example
  if (expect.points) {
    const [signal, points, rule] = expect.points
    return answers(about, name, { signal, points, rule }, (pack) =>
      assessed(pack, example).scorecard.parts.find((part) => part.signal === signal),
    )
  }
  if (expect.hardship !== undefined)
    return answers(about, name, [expect.type, expect.hardship], (pack) => {
      const { type, rule } = assessed(pack, example).hardship
      return [type, rule]
    })
  return answers(about, name, expect.level, (pack) => {
    const { level, levelRule } = assessed(pack, example)
    return [level, levelRule]
  })
}

function assessed(pack: Pack, { features, persona = 'stable', probability = null }: AssessmentExample) {
  const unknown = Object.fromEntries(featuresRead(pack).map((name) => [name, null]))
  return assess(pack, { features: { ...unknown, ...features }, persona, probability })
}

/** An example of the gate as a named test. A draft answers as it would once it is in force. */
export const gateTest = (example: GateExample): PackExample => ({
  rule: example.expect.rule,
  ...answers('contact-rules', example.name, example.expect, (pack) => {
    const { channel, purpose, change, expect } = example
    const fine = factsOf(pack, channel, purpose)
    const facts = { ...fine, ...(typeof change === 'function' ? change(fine) : change) }
    const { verdict, rule, until } = passGate(inForce(pack), facts)
    return { verdict, rule, ...(expect.until !== undefined && { until }) }
  }),
})

const known = new WeakMap<object, Map<string, GateFacts>>()

/** The same for every mutation of another document. */
function factsOf(pack: Pack, channel: GateExample['channel'], purpose: GateExample['purpose']): GateFacts {
  const ofTexts = known.get(pack.documents.templates) ?? new Map<string, GateFacts>()
  known.set(pack.documents.templates, ofTexts)
  const key = `${pack.ref.id}/${channel}/${purpose}`
  const facts = ofTexts.get(key) ?? fineFacts(pack, channel, purpose)
  ofTexts.set(key, facts)
  return facts
}

const inForce = (pack: Pack): Pack => ({
  ...pack,
  documents: { ...pack.documents, pack: { ...pack.documents.pack, status: 'in-force' } },
})
