import twilio from 'twilio'

/**
 * Is this callback Twilio's? Base64 HMAC-SHA1 by the auth token over the full public URL, as it was given to Twilio
 * with its query, and the sorted form parameters. https://www.twilio.com/docs/usage/security#validating-requests
 */
export const isTwilioSignature = (callback: {
  authToken: string
  /** The header `X-Twilio-Signature`. */
  signature: string
  url: string
  params: Record<string, string>
}): boolean => twilio.validateRequest(callback.authToken, callback.signature, callback.url, callback.params)
