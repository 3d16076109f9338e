import { auditInHindi } from './hindi/audit.ts'
import { beginningInHindi } from './hindi/beginning.ts'
import { caseInHindi } from './hindi/case.ts'
import { caseDetailInHindi } from './hindi/case-detail.ts'
import { customersInHindi } from './hindi/customers.ts'
import { factsInHindi } from './hindi/facts.ts'
import { inboxInHindi } from './hindi/inbox.ts'
import { operationsInHindi } from './hindi/operations.ts'
import { oversightInHindi } from './hindi/oversight.ts'
import { pagesInHindi } from './hindi/pages.ts'
import { rejectedInHindi } from './hindi/rejected.ts'
import { rulesInHindi } from './hindi/rules.ts'
import { serverInHindi } from './hindi/server.ts'
import { storyInHindi } from './hindi/story.ts'

/** The page in Hindi, by the English sentence; each room of words in a file of its own. */
export const hindi: Readonly<Record<string, string>> = {
  ...inboxInHindi,
  ...beginningInHindi,
  ...auditInHindi,
  ...caseInHindi,
  ...caseDetailInHindi,
  ...pagesInHindi,
  ...customersInHindi,
  ...operationsInHindi,
  ...oversightInHindi,
  ...rejectedInHindi,
  ...factsInHindi,
  ...storyInHindi,
  ...serverInHindi,
  ...rulesInHindi,
}
