import { findDemoUser } from '../auth/demo-users.ts'
import type { Person } from '../contract/cases.ts'
import type { Settings } from '../deps.ts'

/** Staff by the issuer's subject. Only the embedded issuer tells us everybody's name; of another one the id stands for it. */
export const personOf =
  (settings: Pick<Settings, 'embeddedIssuer'>) =>
  (id: string): Person => ({ id, name: (settings.embeddedIssuer && findDemoUser(id)?.name) || id })
