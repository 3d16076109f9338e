import type { CallBody, Models, ModelVersion, PackVersion } from '../../api/contract.ts'
import type { HoldKind, VulnerabilityKind } from '../../domain/hold.ts'
import type { Level } from '../../domain/risk.ts'
import type { Slice, Tone } from './charts.ts'
import { t, translated } from './language.ts'
import type { PackChange } from './rules.ts'
import { levelWords, plainWord } from './terms.ts'

/** Words of the pages beside the inbox, by the codes of the API. */
export const channelWords: Readonly<Record<string, string>> = translated({
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  voice: 'Voice call',
  email: 'E-mail',
})

export const dispatchWords: Readonly<Record<string, string>> = translated({
  intended: 'on its way to the network',
  accepted: 'accepted by the network',
  unknown: 'unclear whether sent',
  refused: 'refused by the network',
  blocked: 'stopped by the contact rules',
})

export const statusWords: Readonly<Record<string, string>> = translated({
  accepted: 'accepted',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'not delivered',
  failed: 'failed',
  canceled: 'cancelled',
})

export const componentWords = translated({
  postgres: 'PostgreSQL',
  redis: 'Redis',
  kafka: 'Kafka',
  temporal: 'Temporal',
})

/** The product's own workers, by what they are for. */
export const workerWords = translated({
  stream: 'Features and risk',
  opener: 'Opening of cases',
  projector: 'What the pages show',
  rejected: 'Rejected data',
  capture: 'Capture from the database',
  cases: 'Cases',
  outreach: 'Sending',
})

export const languageWords: Readonly<Record<string, string>> = translated({ en: 'English', hi: 'Hindi' })

export const purposeWords: Readonly<Record<string, string>> = translated({
  servicing: 'service messages',
  wellness: 'tips',
})

export const basisWords: Readonly<Record<string, string>> = translated({
  consent: 'consent',
  contract: 'contract',
  legal_duty: 'legal duty',
  legitimate_interest: 'legitimate interest',
})

export const employmentWords: Readonly<Record<string, string>> = translated({
  salaried: 'salaried',
  self_employed: 'self-employed',
  gig: 'gig work',
  pensioner: 'pensioner',
  unemployed: 'unemployed',
  student: 'student',
})

export const callWords = translated<CallBody['result']>({
  reached: 'Reached',
  not_reached: 'Not reached',
  call_back: 'To be called back',
  wrong_person: 'Another person answered',
})

export const revealWords = translated({
  'call-the-customer': 'To call them',
  'verify-identity': 'To verify who it is',
  'correct-the-data': 'To correct the data',
  complaint: 'For a complaint',
})

export const sourceWords = translated({
  'customer-told-us': 'The customer told us',
  branch: 'The branch',
  'debt-adviser': 'A debt adviser',
})

export const packStatusWords = translated<PackVersion['status']>({
  draft: 'draft',
  published: 'published',
  refused: 'refused',
})

const documentWords: Readonly<Record<string, string>> = translated({
  calendar: 'Calendar',
  'contact-rules': 'Contact rules',
  duties: 'Duties',
  hardship: 'Hardship',
  holds: 'Holds',
  inbound: 'Replies',
  levels: 'Levels',
  matrix: 'Actions',
  opening: 'Opening',
  pack: 'Pack',
  scorecard: 'Scorecard',
  templates: 'Templates',
  urgency: 'Urgency',
})

export const documentWord = (name: string): string => documentWords[name] ?? plainWord(name)

/** Who wrote or reviewed a version; the packs that came with the product name nobody. */
export const packPerson = (id: string | null): string =>
  id === null ? '–' : id === 'shipped' ? t('with the product') : id

export const changeWords = translated<PackChange['is']>({
  added: 'added',
  removed: 'removed',
  changed: 'changed',
})

/** What a pack decides of a case, by the names of its treatment. */
export const treatmentWords: Readonly<Record<string, string>> = translated({
  level: 'Level',
  hardship: 'Hardship',
  opensCase: 'Opens a case',
  intervention: 'Recommended action',
  kinds: 'Kind of action',
  sla_hours: 'Hours to decide',
  templateId: 'Message',
  approval: 'Who must approve',
})

export const holdWords = translated<HoldKind>({
  bereavement: 'Bereavement',
  breathing_space: 'Breathing space',
  mental_health_breathing_space: 'Breathing space, mental health',
  legal_representation: 'Legal representation',
  dispute: 'Open dispute',
  complaint: 'Open complaint',
  customer_wish: 'The customer’s wish',
  sensitive_occasion: 'Sensitive occasion',
})

export const vulnerabilityWords = translated<VulnerabilityKind>({
  health: 'Vulnerable: health',
  life_event: 'Vulnerable: life event',
  resilience: 'Vulnerable: little to fall back on',
  capability: 'Vulnerable: needs things explained',
})

export const modelRoleWords = translated<ModelVersion['role']>({
  champion: 'Champion',
  challenger: 'Challenger',
  former: 'Former',
})

export const promotionWords = translated<Models['promotions'][number]['action']>({
  promote: 'Promoted',
  challenge: 'Challenger named',
  rollback: 'Rolled back',
})

/** Groups of the fairness table. */
export const groupWords = translated<Models['fairness']['groups'][number]['by']>({
  region: 'Region',
  employment: 'Employment',
  language: 'Language',
  age: 'Age',
})

/** Parts of the outcomes by income, as training names them. */
export const incomeWords: Readonly<Record<string, string>> = translated({
  expected: 'with a regular income',
  'not expected': 'without a regular income',
})

export const replayWords: Readonly<Record<string, string>> = translated({
  open: 'waits for a fix',
  replayed: 'went through its door',
})

export const levelTones: Record<Level, Tone> = {
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INSUFFICIENT_HISTORY: 'none',
}

/** The levels as slices, in their own order, also where one is empty. */
export const levelSlices = (levels: readonly { key: Level; customers: number }[]): Slice[] =>
  (Object.keys(levelTones) as Level[]).map((key) => ({
    ...{ key, label: levelWords[key], tone: levelTones[key] },
    value: levels.find((level) => level.key === key)?.customers ?? 0,
  }))
