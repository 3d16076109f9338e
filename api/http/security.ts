import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const NONCE_BYTES = 16

/** A fresh nonce for each answer, in `response.locals.nonce`; whatever writes HTML uses it. */
const withNonce: RequestHandler = (_request, response, next) => {
  response.locals['nonce'] = randomBytes(NONCE_BYTES).toString('base64')
  next()
}

/** Nothing is loaded from elsewhere, no inline code runs without the nonce, and no site may frame us. */
export function securityHeaders(publicUrl: URL): RequestHandler[] {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${String((response as { locals: { nonce: string } }).locals.nonce)}'`
  const isSecure = publicUrl.protocol === 'https:'
  return [
    withNonce,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", nonce],
          styleSrc: ["'self'", nonce],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: isSecure,
    }),
  ]
}
