import { canonicalJson } from '../../domain/canonical-json.ts'
import { assess, featuresRead } from '../assess.ts'
import { passGate } from '../gate.ts'
import type { Pack } from '../pack.ts'
import type { AssessmentExample } from './assessment.ts'
import { fineFacts } from './gate-facts.ts'
import type { GateExample } from './gate-example.ts'

/** What an example found instead of what it expects; null where it holds. A rule that fails altogether is a finding too. */
export function assessmentDiffers(
  pack: Pack,
  { features, persona = 'stable', probability = null, expect }: AssessmentExample,
): string | null {
  const unknown = Object.fromEntries(featuresRead(pack).map((name) => [name, null]))
  try {
    const found = assess(pack, { features: { ...unknown, ...features }, persona, probability })
    if (expect.points) {
      const [signal, points, rule] = expect.points
      const part = found.scorecard.parts.find((each) => each.signal === signal)
      if (part?.points !== points || part.rule !== rule) return `${signal}: ${canonicalJson(part ?? null)}`
    }
    if (expect.hardship && found.hardship.rule !== expect.hardship) return found.hardship.rule
    if (!expect.level) return null
    return canonicalJson([found.level, found.levelRule]) === canonicalJson(expect.level)
      ? null
      : `${found.level} by ${found.levelRule}`
  } catch (error) {
    return messageOf(error)
  }
}

/** A draft answers as it would once it is in force. */
export function gateDiffers(pack: Pack, { channel, purpose, change, expect }: GateExample): string | null {
  const { documents } = pack
  const judged: Pack = {
    ...pack,
    documents: { ...documents, pack: { ...documents.pack, status: 'in-force' } },
  }
  try {
    const fine = fineFacts(pack, channel, purpose)
    const { verdict, rule, until } = passGate(judged, {
      ...fine,
      ...(typeof change === 'function' ? change(fine) : change),
    })
    const isAsExpected =
      verdict === expect.verdict &&
      rule === expect.rule &&
      (expect.until === undefined || until === expect.until)
    return isAsExpected ? null : `${verdict} by ${rule}${until ? ` until ${until}` : ''}`
  } catch (error) {
    return messageOf(error)
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'it failed')
