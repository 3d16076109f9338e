export type MailWords = { subject: string; body: string; unsubscribe: string | null }

/** What a reader sees of a mail of one text part: the plain words, decoded. RFC 5322, 2045, 2047. */
export function readMail(raw: string): MailWords {
  const cut = raw.indexOf('\r\n\r\n')
  const headers = new Map(
    raw
      .slice(0, cut)
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => line.split(/:\s*(.*)/s))
      .map(([name = '', value = '']) => [name.toLowerCase(), value]),
  )
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  return {
    subject: decodedHeader(headers.get('subject') ?? ''),
    body: decodedBody(raw.slice(cut + 4), encoding)
      .replaceAll('\r\n', '\n')
      .trimEnd(),
    unsubscribe: /<([^>]+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? null,
  }
}

function decodedBody(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? fromQuoted(body.replace(/=\r\n/g, '')) : body
}

const fromQuoted = (quoted: string): string =>
  Buffer.from(
    quoted.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** `=?UTF-8?Q?A_note?=`, one after the other; the white space between two is none. */
const decodedHeader = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, words: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString('utf8')
        : fromQuoted(words.replaceAll('_', ' ')),
    )
