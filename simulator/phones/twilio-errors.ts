/** An error as the API answers it. Codes and texts: https://www.twilio.com/docs/api/errors */
export type TwilioError = { code: number; message: string; status: number }

const error = (code: number, status: number, message: string): TwilioError => ({ code, status, message })

export const twilioErrors = {
  authenticate: () => error(20003, 401, 'Authenticate'),
  notFound: (path: string) => error(20404, 404, `The requested resource ${path} was not found`),
  tooManyRequests: () => error(20429, 429, 'Too Many Requests'),
  server: () => error(20500, 500, 'An internal server error has occurred'),
  regionOff: () =>
    error(21408, 400, 'Permission to send an SMS or MMS has not been enabled for the region indicated'),
  wrongVariables: () => error(21656, 400, 'The ContentVariables Parameter is invalid'),
  optedOut: () => error(21610, 400, 'Attempt to send to unsubscribed recipient'),
  invalidTo: (to: string) => error(21211, 400, `Invalid 'To' Phone Number: ${to}`),
  invalidFrom: (from: string) =>
    error(
      21212,
      400,
      `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    ),
  sameNumber: () => error(21266, 400, "'To' and 'From' number cannot be the same"),
  bodyRequired: () => error(21602, 400, 'Message body is required.'),
  fromRequired: () => error(21603, 400, "A 'From' phone number is required."),
  toRequired: () => error(21604, 400, "A 'To' phone number is required."),
  unreadable: () => error(20001, 400, 'The request cannot be read'),
  invalidQuery: () => error(20001, 400, 'A parameter of the query is not valid'),
  invalidCallback: (url: string) => error(21609, 400, `The 'StatusCallback' URL ${url} is not a valid URL.`),
  noTwiml: () => error(21205, 400, 'Url parameter is required'),
  twimlTooLong: () => error(21218, 400, 'The Twiml parameter exceeds 4000 characters'),
  unknownContent: (sid: string) => error(20404, 404, `The content ${sid} was not found`),
  bodyTooLong: () => error(21617, 400, 'The concatenated message body exceeds the 1600 character limit.'),
} as const

/** What a number refuses with. */
export function errorOfCode(code: number, to: string): TwilioError {
  const known = [
    ...[
      twilioErrors.optedOut(),
      twilioErrors.server(),
      twilioErrors.regionOff(),
      twilioErrors.wrongVariables(),
    ],
  ]
  return known.find((each) => each.code === code) ?? twilioErrors.invalidTo(to)
}

/** The body of an error's answer. */
export const errorBody = ({ code, message, status }: TwilioError) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
})
