import { expect, test } from 'vitest'
import type { Role } from '../../domain/roles.ts'
import { firstPageFor } from './pages.ts'

const beginsAt = (...mine: Role[]) =>
  firstPageFor((...asked) => asked.some((role) => mine.includes(role)))?.id

test('each role begins where its work is', () => {
  expect([
    beginsAt('case_worker'),
    beginsAt('supervisor'),
    beginsAt('auditor'),
    beginsAt('operator'),
    beginsAt('policy_owner'),
    beginsAt('supervisor', 'auditor'),
    beginsAt('bank_system'),
  ]).toEqual(['inbox', 'inbox', 'audit', 'operations', 'policies', 'inbox', undefined])
})
