import twilio from 'twilio'

export type Account = { accountSid: string; authToken: string; apiUrl?: string | undefined }

export const SEND_TIMEOUT_MS = 10_000

const TOO_MANY_REQUESTS = 429

/** The Twilio SDK; `apiUrl` points it at another host that speaks Twilio's API. */
export function openTwilio({ accountSid, authToken, apiUrl }: Account): twilio.Twilio {
  const client = twilio(accountSid, authToken, { httpClient: openHttp() })
  if (apiUrl) client.api.baseUrl = apiUrl
  return client
}

/** Says how long "too many requests" asks us to wait, which the SDK's own error leaves out. */
function openHttp(): twilio.RequestClient {
  const http = new twilio.RequestClient({ timeout: SEND_TIMEOUT_MS })
  const request = http.request.bind(http)
  http.request = async (options) => {
    const answer = await request(options)
    if (answer.statusCode !== TOO_MANY_REQUESTS) return answer
    const { 'retry-after': retryAfter } = (answer.headers ?? {}) as Record<string, unknown>
    throw Object.assign(new twilio.RestException(answer), { retryAfter_s: Number(retryAfter) })
  }
  return http
}
