import { codeWord } from './codes.ts'
import { factName } from './facts.ts'
import { t, translated } from './language.ts'
import { said } from './server.ts'
import { plainWord } from './terms.ts'

type Leaf = { fact: string; operator: string; value: unknown; path?: string }
type Group = { all?: Condition[]; any?: Condition[]; not?: Condition }
type Condition = Leaf | Group

const operators: Readonly<Record<string, string>> = translated({
  equal: 'is',
  notEqual: 'is not',
  lessThan: 'is below',
  lessThanInclusive: 'is at most',
  greaterThan: 'is above',
  greaterThanInclusive: 'is at least',
  in: 'is one of',
  notIn: 'is none of',
})

/** What a rule concludes. */
const resultNames: Readonly<Record<string, string>> = translated({
  level: 'Level',
  hardship: 'Hardship',
  title: 'Action',
  kinds: 'Kind',
  priority: 'Priority',
  sla_hours: 'Working hours to decide',
  templateId: 'Text',
})

/** The conditions of a rule document as a sentence. */
export function ruleSentence(condition: unknown): string {
  const it = condition as Condition
  if (typeof it !== 'object' || it === null) return ''
  if ('fact' in it) return leafSentence(it)
  if (it.all) return it.all.map(inBrackets).filter(Boolean).join(t(' and '))
  if (it.any) return it.any.map(inBrackets).filter(Boolean).join(t(' or '))
  return it.not ? t('not ({rule})', { rule: ruleSentence(it.not) }) : ''
}

const inBrackets = (it: Condition): string => {
  const inner = ruleSentence(it)
  return 'any' in it && it.any && it.any.length > 1 ? `(${inner})` : inner
}

const leafSentence = ({ fact, operator, value }: Leaf): string =>
  value === null
    ? [factName(fact), operator === 'notEqual' ? t('is known') : t('is not known')].join(' ')
    : [factName(fact), operators[operator] ?? plainWord(operator), valueWord(value)].join(' ')

function valueWord(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'fact' in value) return factName(String(value.fact))
  return Array.isArray(value) ? value.map(oneWord).join(', ') : oneWord(value)
}

const oneWord = (value: unknown): string => {
  if (typeof value !== 'string') return String(value)
  return value.includes(' ') ? said(value) : codeWord(value)
}

export type PackItem = { name: string; says: string; source: string | null; json: string }

/** What a document of a pack consists of, item by item: rules as sentences, the rest as what it holds. */
export function packItems(document: unknown): PackItem[] {
  if (typeof document !== 'object' || document === null) return []
  const { source: ofAll, ...entries } = document as Record<string, unknown>
  const source = typeof ofAll === 'string' ? ofAll : null
  return Object.entries(entries)
    .flatMap(([key, value]) => {
      if (!Array.isArray(value)) return [itemOf(key, value)]
      return value.map((item: unknown, at) => itemOf(nameOf(item) ?? `${key} ${at + 1}`, item))
    })
    .map((item) => ({ ...item, source: item.source ?? source }))
}

const nameOf = (item: unknown): string | null => {
  const { name, id } = (item ?? {}) as { name?: unknown; id?: unknown }
  return typeof name === 'string' ? name : typeof id === 'string' ? id : null
}

const SAYS_MAX = 400

/** What names the item stands in a column of its own. */
const withoutNames = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item)
    ? Object.fromEntries(
        Object.entries(item).filter(([key]) => !['id', 'name', 'source', 'sources'].includes(key)),
      )
    : item

/** Any value as one reads it: "sla hours: 4, kinds: message, referral". */
export function plainSentence(value: unknown): string {
  if (value === null || value === undefined) return t('nothing')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (Array.isArray(value)) return value.map(inParentheses).join(', ')
  if (typeof value !== 'object') return said(String(value))
  return Object.entries(value)
    .map(([key, inner]) => `${plainWord(key)}: ${inParentheses(inner)}`)
    .join(', ')
}

const inParentheses = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `(${plainSentence(value)})`
    : plainSentence(value)

function itemOf(name: string, item: unknown): PackItem {
  const { conditions, event, source, blocks } = (item ?? {}) as Record<string, unknown>
  const rest = withoutNames(item)
  const json = JSON.stringify(item, null, 1)
  const result = (event as { params?: Record<string, unknown> } | undefined)?.params
  const says = conditions
    ? `${ruleSentence(conditions) || t('always')} → ${Object.entries(result ?? {})
        .map(([key, value]) => `${resultNames[key] ?? plainWord(key)}: ${valueWord(value)}`)
        .join(', ')}`
    : typeof blocks === 'string'
      ? t('stops {what}', { what: said(blocks) })
      : plainSentence(rest).slice(0, SAYS_MAX)
  return { name, says, source: typeof source === 'string' ? source : null, json }
}

export type PackChange = { name: string; is: 'added' | 'removed' | 'changed'; before: string; after: string }

/** What one version of a document does otherwise than another, item by item. */
export function packChanges(before: unknown, after: unknown): PackChange[] {
  const was = new Map(packItems(before).map((item) => [item.name, item]))
  const is = new Map(packItems(after).map((item) => [item.name, item]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)]
    if (old?.json === now?.json) return []
    const kind = old ? (now ? 'changed' : 'removed') : 'added'
    return [{ name, is: kind as PackChange['is'], before: old?.json ?? '', after: now?.json ?? '' }]
  })
}
