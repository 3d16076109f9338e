import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { streamHandlers } from '../sse/stream.ts'
import { auditHandlers } from './audit.ts'
import { clockHandlers } from './bank-clock.ts'
import { callbackHandlers } from './callbacks.ts'
import { caseActionHandlers } from './case-actions.ts'
import { byHandHandlers } from './cases-by-hand.ts'
import { contextHandlers } from './case-context.ts'
import { historyHandlers } from './case-history.ts'
import { gateHandlers } from './case-gate.ts'
import { caseHandlers } from './cases.ts'
import { consentHandlers } from './consents.ts'
import { contactHandlers } from './contacts.ts'
import { inboundHandlers } from './inbound.ts'
import { optOutHandlers } from './opt-outs.ts'
import { rehearsalHandlers } from './rehearsal.ts'
import { replyHandlers } from './replies.ts'
import { customerReasonHandlers } from './customer-reasons.ts'
import { customerHandlers } from './customers.ts'
import { decisionHandlers } from './decisions.ts'
import { deskHandlers } from './desk.ts'
import { erasureHandlers } from './erasure.ts'
import { eventHandlers } from './events.ts'
import { healthHandlers } from './health.ts'
import { policyTryHandlers } from './policy-try.ts'
import { policyHandlers } from './policies.ts'
import { protectionHandlers } from './protections.ts'
import { registrationHandlers } from './registrations.ts'
import { rejectedHandlers } from './rejected.ts'
import { switchHandlers } from './kill-switches.ts'
import { modelHandlers } from './models.ts'
import { overviewHandlers } from './overview.ts'
import { riskHandlers } from './risk-queue.ts'
import { staffHandlers } from './staff.ts'
import { scoreHandlers } from './scores.ts'
import { statusHandlers } from './status.ts'
import { taskHandlers } from './tasks.ts'
import { teamHandlers } from './team.ts'

/** One handler for each route of the contract; the compiler misses none. */
export const createHandlers = (deps: Deps): Handlers => ({
  ...eventHandlers(deps),
  ...contactHandlers(deps),
  ...erasureHandlers(deps),
  ...consentHandlers(deps),
  ...rejectedHandlers(deps),
  ...caseHandlers(deps),
  ...contextHandlers(deps),
  ...gateHandlers(deps),
  ...decisionHandlers(deps),
  ...caseActionHandlers(deps),
  ...byHandHandlers(deps),
  ...deskHandlers(deps),
  ...riskHandlers(deps),
  ...customerHandlers(deps),
  ...customerReasonHandlers(deps),
  ...overviewHandlers(deps),
  ...teamHandlers(deps),
  ...auditHandlers(deps),
  ...historyHandlers(deps),
  ...modelHandlers(deps),
  ...policyHandlers(deps),
  ...policyTryHandlers(deps),
  ...switchHandlers(deps),
  ...protectionHandlers(deps),
  ...registrationHandlers(deps),
  ...taskHandlers(deps),
  ...streamHandlers(deps),
  ...statusHandlers(deps),
  ...scoreHandlers(deps),
  ...clockHandlers(deps),
  ...staffHandlers(deps),
  ...callbackHandlers(deps),
  ...inboundHandlers(deps),
  ...optOutHandlers(deps),
  ...replyHandlers(deps),
  ...rehearsalHandlers(deps),
  ...healthHandlers(deps),
})
