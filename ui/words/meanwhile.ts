import type { CaseDetail, FactChange } from '../../api/contract.ts'
import { causeWord } from './context.ts'
import { t } from './language.ts'
import { stageWords } from './terms.ts'

/** What others did to a case since one began to look at it. */
export type Meanwhile = {
  said: string[]
  facts: FactChange[]
  texts: { before: string; after: string }[]
}

/** @returns null where nothing is otherwise that somebody else did; one's own decisions are no news */
export function meanwhile(seen: CaseDetail, now: CaseDetail, myId: string): Meanwhile | null {
  const known = new Set(seen.decisions.map(({ id }) => id))
  const fresh = now.decisions.filter(({ id, accepted }) => accepted && !known.has(id))
  const others = fresh.filter(({ by }) => by.id !== myId)
  const said = others.map(({ verdict, by }) =>
    t('{name}: {what}', { name: by.name, what: causeWord(verdict) }),
  )
  const isMine = fresh.length > 0 && others.length === 0
  const facts = factsBetween(seen, now)
  const texts = isMine ? [] : textsBetween(seen, now)
  const hasMoved = !isMine && others.length === 0 && seen.row.stage !== now.row.stage && isSettled(now)
  if (hasMoved) said.push(t('It now stands at: {stage}', { stage: stageWords[now.row.stage] }))
  return said.length + facts.length + texts.length === 0 ? null : { said, facts, texts }
}

/** The stations of sending follow one another by themselves: they are progress, not news. */
const isSettled = ({ row }: CaseDetail): boolean =>
  ['awaiting_decision', 'blocked', 'on_hold', 'monitoring', 'closed'].includes(row.stage)

function factsBetween({ evidence: before }: CaseDetail, { evidence: after }: CaseDetail): FactChange[] {
  if (!before || !after || before.version === after.version) return []
  const pairs: [what: string, before: FactChange['before'], after: FactChange['before']][] = [
    ['level', before.level, after.level],
    ['hardship', before.hardship.type, after.hardship.type],
    ['probability', before.score?.probability ?? null, after.score?.probability ?? null],
    ['scorecard_total', before.scorecard.total, after.scorecard.total],
  ]
  return pairs
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => ({ what, before: was, after: is }))
}

function textsBetween({ plan: before }: CaseDetail, { plan: after }: CaseDetail): Meanwhile['texts'] {
  if (!before || !after || before.hash === after.hash) return []
  const words = (plan: typeof before, index: number) => {
    const step = plan.steps.find((each) => each.index === index)
    return step?.edited ?? step?.text ?? ''
  }
  return after.steps
    .map(({ index }) => ({ before: words(before, index), after: words(after, index) }))
    .filter((text) => text.before !== text.after)
}
