import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { MessageStatusChanged } from '../../domain/case-messages.ts'
import { ServiceError } from '../../domain/errors.ts'
import { recordMessageStatus, type MessageStatusReport } from '../../stores/postgres/message-events.ts'
import { callStatusOf, messageStatusOf } from '../../stores/twilio/status.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { validate } from '../http/validate.ts'
import { checkSignature } from './twilio-signature.ts'

const SIGNAL_ATTEMPTS_MAX = 5
const SIGNAL_PAUSE_MS = 200

const formSchema = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().min(1).max(32),
  ErrorCode: z.string().max(16).optional(),
})
const callFormSchema = z.object({ CallSid: z.string().min(1).max(64), CallStatus: z.string().min(1).max(32) })
/** Our own reference of the step, in the query of the callback's address. */
const referenceSchema = z.uuid().nullable().catch(null)

type CallbackDeps = Pick<Deps, 'database' | 'cases' | 'settings' | 'log'>

export const callbackHandlers = (
  deps: CallbackDeps,
): Pick<Handlers, 'postTwilioStatus' | 'postTwilioCall'> => ({
  postTwilioStatus: async ({ request, body }) => {
    checkSignature(deps, request, body)
    const form = validate(formSchema, body, 'body')
    const status = messageStatusOf(form.MessageStatus)
    if (!status) return {}
    const reference = referenceSchema.parse(request.query['ref'] ?? null)
    return take(deps, { providerId: form.MessageSid, reference, status, errorCode: form.ErrorCode || null })
  },
  postTwilioCall: async ({ request, body }) => {
    checkSignature(deps, request, body)
    const form = validate(callFormSchema, body, 'body')
    const told = callStatusOf(form.CallStatus)
    if (!told) return {}
    const reference = referenceSchema.parse(request.query['ref'] ?? null)
    return take(deps, { providerId: form.CallSid, reference, ...told })
  },
})

async function take(deps: CallbackDeps, report: MessageStatusReport): Promise<Record<string, never>> {
  const recorded = await recordMessageStatus(deps.database, report)
  if (recorded?.signal) await tellCase(deps, recorded.caseId, recorded.signal)
  return {}
}

/** The status is stored and will not be told again, so a moment of Temporal's silence must not lose the signal. */
async function tellCase(
  { cases, log }: CallbackDeps,
  caseId: string,
  signal: MessageStatusChanged,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await cases.signalCase(caseId, 'messageStatus', signal)
      return
    } catch (error) {
      if (attempt === SIGNAL_ATTEMPTS_MAX) {
        log.error({ caseId, err: error }, 'A message status is stored, but its case could not be told')
        throw new ServiceError('unavailable', 'temporal', 'The case could not be told')
      }
      await pause(SIGNAL_PAUSE_MS * attempt)
    }
  }
}
