import { smsSegments } from '../../domain/text/segments.ts'
import type { PhoneMessage } from './record.ts'

const API_VERSION = '2010-04-01'

const errorTexts: Readonly<Record<number, string>> = {
  30003: 'Unreachable destination handset',
  30005: 'Unknown destination handset',
  30007: 'Carrier violation',
  63024: 'Invalid message recipient',
}
export const errorText = (code: number | null): string | null =>
  code === null ? null : (errorTexts[code] ?? null)

/** A Message resource as the API gives it. It carries no StatusCallback: who has lost it cannot read it back. */
export function messageResource(accountSid: string, message: PhoneMessage) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${message.sid}`
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.acceptedAt),
    date_sent: message.sentAt && rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: errorText(message.errorCode),
    from: message.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(smsSegments(message.body).segments),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  }
}

/** A Call resource as the API gives it: of the words that were said it keeps none. */
export function callResource(accountSid: string, call: PhoneMessage) {
  const hasEnded = call.status === 'completed'
  return {
    account_sid: accountSid,
    answered_by: null,
    api_version: API_VERSION,
    caller_name: null,
    date_created: rfc2822(call.acceptedAt),
    date_updated: rfc2822(call.updatedAt),
    direction: 'outbound-api',
    duration: hasEnded ? '20' : null,
    end_time: hasEnded ? rfc2822(call.updatedAt) : null,
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: call.sentAt && rfc2822(call.sentAt),
    status: call.status,
    subresource_uris: {},
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.sid}.json`,
  }
}

/** `Thu, 24 Aug 2023 05:01:45 +0000`: whole seconds. */
export const rfc2822 = (instant: string): string => new Date(instant).toUTCString().replace('GMT', '+0000')
