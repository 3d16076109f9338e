import twilio from 'twilio'

export type Account = { accountSid: string; authToken: string; apiUrl?: string | undefined }

export const SEND_TIMEOUT_MS = 10_000

/** The Twilio SDK; `apiUrl` points it at another host that speaks Twilio's API. */
export function openTwilio({ accountSid, authToken, apiUrl }: Account): twilio.Twilio {
  const client = twilio(accountSid, authToken, { timeout: SEND_TIMEOUT_MS })
  if (apiUrl) client.api.baseUrl = apiUrl
  return client
}
