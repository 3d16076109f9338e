import { createHmac } from 'node:crypto'

/**
 * X-Twilio-Signature of a callback: base64 HMAC-SHA1, keyed by the auth token, over the full URL followed by every
 * POST parameter's name and value in order of names. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signatureOf(
  authToken: string,
  url: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(parameters).sort()
  const signed = url + names.map((name) => name + parameters[name]).join('')
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64')
}
