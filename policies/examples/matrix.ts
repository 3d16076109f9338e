import type { Hardship } from '../../domain/hardship.ts'
import type { ActionKind, Priority } from '../../domain/intervention.ts'
import type { Level } from '../../domain/risk.ts'
import { interventionFor } from '../intervene.ts'
import { answers, type PackExample } from './example.ts'

type Row = [Hardship, Level, kinds: ActionKind[], Priority, sla_hours: number, text: string | null]

/** Spec §4, line by line. */
const rows: Row[] = [
  ['INCOME_SHOCK', 'HIGH', ['contract_change'], 'URGENT', 4, 'income-shock.high'],
  ['INCOME_SHOCK', 'MEDIUM', ['date_change'], 'HIGH', 24, 'income-shock.medium'],
  ['LIQUIDITY_STRESS', 'HIGH', ['date_change'], 'URGENT', 4, 'liquidity-stress.high'],
  ['LIQUIDITY_STRESS', 'MEDIUM', ['message'], 'HIGH', 48, 'liquidity-stress.medium'],
  ['EXPENSE_COMPRESSION', 'HIGH', ['contract_change'], 'URGENT', 8, 'expense-compression.high'],
  ['EXPENSE_COMPRESSION', 'MEDIUM', ['message'], 'MEDIUM', 72, 'expense-compression.medium'],
  ['OVERSPENDING', 'HIGH', ['referral', 'restriction'], 'URGENT', 8, 'overspending.high'],
  ['OVERSPENDING', 'MEDIUM', ['referral'], 'MEDIUM', 72, 'overspending.medium'],
  ['OVER_LEVERAGE', 'HIGH', ['contract_change', 'restriction'], 'URGENT', 8, 'over-leverage.high'],
  ['OVER_LEVERAGE', 'MEDIUM', ['referral'], 'HIGH', 48, 'over-leverage.medium'],
  ['NONE', 'HIGH', ['manual_review'], 'HIGH', 24, null],
  ['NONE', 'MEDIUM', ['monitor'], 'LOW', 72, null],
]

export const matrixExamples: readonly PackExample[] = rows.map(
  ([hardship, level, kinds, priority, sla_hours, templateId]) =>
    answers(
      'matrix',
      `${hardship} at ${level} asks for ${kinds.join(' and ')} within ${sla_hours} hours`,
      { kinds, priority, sla_hours, templateId },
      (pack) => {
        const found = interventionFor(pack, hardship, level)
        return (
          found && {
            kinds: found.kinds,
            priority: found.priority,
            sla_hours: found.sla_hours,
            templateId: found.templateId,
          }
        )
      },
    ),
)
