import type { CookieOptions } from 'express'

/** The browser keeps cookies by host, not by port: the port in the name keeps two instances on one machine apart. */
export const cookieName = (name: string, publicUrl: URL): string =>
  `equilibrate_${name}_${publicUrl.port || (publicUrl.protocol === 'https:' ? '443' : '80')}`

export const cookieOptions = (publicUrl: URL, path = '/'): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl.protocol === 'https:',
  path,
})

/** The value of a cookie in the request's header, undecoded: ours are base64url. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
