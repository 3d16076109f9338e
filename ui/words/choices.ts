import type { RejectReason } from '../../domain/decision.ts'
import type { Hardship } from '../../domain/hardship.ts'
import type { Persona } from '../../domain/hardship.ts'
import type { Level } from '../../domain/risk.ts'
import { t } from './language.ts'
import { hardshipWords, levelWords, personaWords, priorityWords, productWord, rejectWords } from './terms.ts'

const keysOf = <T extends string>(table: Readonly<Record<T, string>>): T[] => Object.keys(table) as T[]

/** In the order of the domain, which the tables of words keep. */
export const hardships: Hardship[] = keysOf(hardshipWords)
export const rejectReasons: RejectReason[] = keysOf(rejectWords)

export type Select<N extends string> = {
  name: N
  label: string
  all: string
  choices: { value: string; label: string }[]
}

const choicesOf = <T extends string>(values: readonly T[], word: (value: T) => string) =>
  values.map((value) => ({ value, label: word(value) }))
export const products = ['loan', 'card', 'standing_order', 'rent', 'insurance'] as const

const hardshipSelect = (): Select<'hardship'> => ({
  ...{ name: 'hardship', label: t('Hardship'), all: t('Any hardship') },
  choices: choicesOf(hardships, (value) => hardshipWords[value]),
})
const productSelect = (): Select<'product'> => ({
  ...{ name: 'product', label: t('Product'), all: t('Any product') },
  choices: choicesOf(products, productWord),
})

/** What the Risk Queue is narrowed and sorted by. */
export const customerFilters = () => [
  {
    ...({ name: 'level', label: t('Level'), all: t('Any level') } as const),
    choices: choicesOf(keysOf<Level>(levelWords), (value) => levelWords[value]),
  },
  hardshipSelect(),
  {
    ...({ name: 'persona', label: t('Behaviour'), all: t('Any behaviour') } as const),
    choices: choicesOf(keysOf<Persona>(personaWords), (value) => personaWords[value]),
  },
  productSelect(),
  {
    ...({ name: 'sort', label: t('Order'), all: t('Highest risk first') } as const),
    choices: [{ value: 'due', label: t('Next due first') }],
  },
]

/** What a queue of the inbox is narrowed and sorted by. */
export const caseFilters = () => [
  {
    ...({ name: 'level', label: t('Risk level'), all: t('Any level') } as const),
    choices: choicesOf(['HIGH', 'MEDIUM'] as const, (value) => levelWords[value]),
  },
  hardshipSelect(),
  productSelect(),
  {
    ...({ name: 'priority', label: t('Priority'), all: t('Any priority') } as const),
    choices: choicesOf(['URGENT', 'HIGH', 'MEDIUM'] as const, (value) => priorityWords[value]),
  },
  {
    ...({ name: 'late', label: t('Time to decide'), all: t('Any time left') } as const),
    choices: [{ value: 'yes', label: t('Late') }],
  },
  {
    ...({ name: 'sort', label: t('Order'), all: t('Most urgent') } as const),
    choices: [
      { value: 'sla', label: t('First to be decided') },
      { value: 'due', label: t('Next due first') },
      { value: 'probability', label: t('Highest risk first') },
      { value: 'exposure', label: t('Largest exposure first') },
    ],
  },
]
