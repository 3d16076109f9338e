import { Router, type Request } from 'express'
import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { rememberStaff } from '../../stores/postgres/staff.ts'
import { cookieName, cookieOptions, readCookie } from './cookies.ts'
import { callbackPath, type RelyingParty } from './relying-party.ts'
import type { Sessions } from './session.ts'
import { openTransaction, safePath, sealTransaction, TRANSACTION_LIFETIME_S } from './transaction.ts'

export type SignInDeps = {
  database: Database
  sessions: Sessions
  relyingParty: RelyingParty
  publicUrl: URL
  sessionKey: Uint8Array
}

export const signInPath = '/auth/login'

/** The browser's way to the issuer and back: the session's cookie is all that it ever holds. */
export function signInRoutes(deps: SignInDeps): Router {
  const { publicUrl } = deps
  const name = cookieName('sign_in', publicUrl)
  const options = cookieOptions(publicUrl, '/auth')
  const router = Router()

  router.get(signInPath, async (request, response) => {
    const to = safePath(request.query['returnTo'])
    const hint = userHint(request.query['user'])
    // Begun under another name of this host, the way back would not find its cookie.
    if (request.host !== publicUrl.host)
      return response.redirect(303, new URL(request.originalUrl, publicUrl).href)
    const { url, ...checks } = await deps.relyingParty.begin(hint)
    const sealed = await sealTransaction(deps.sessionKey, { ...checks, to })
    response.cookie(name, sealed, { ...options, maxAge: TRANSACTION_LIFETIME_S * 1000 })
    response.redirect(303, url.href)
  })

  router.get(callbackPath, async (request, response) => {
    const transaction = await openTransaction(deps.sessionKey, readCookie(request.headers.cookie, name))
    response.clearCookie(name, options)
    if (!transaction) return response.redirect(303, signInPath)
    const staff = await finish(deps, request, transaction)
    await deps.sessions.start(response, staff)
    await rememberStaff(deps.database, staff)
    await writeAudit(deps.database, { actorId: staff.id, action: 'sign-in', subject: null })
    response.redirect(303, transaction.to)
  })
  return router
}

async function finish(
  { relyingParty, publicUrl }: SignInDeps,
  request: Request,
  checks: { state: string; nonce: string; codeVerifier: string },
) {
  const { actor, name } = await relyingParty.finish(new URL(request.originalUrl, publicUrl), checks)
  if (actor.roles.length === 0)
    throw new ServiceError('forbidden', 'no-role', 'The issuer gives this person no role in Equilibrate')
  return { ...actor, name }
}

const HINT_CHARACTERS_MAX = 64

/** Who means to sign in, for the issuer's page to choose beforehand. */
const userHint = (user: unknown): string | undefined =>
  typeof user === 'string' && user !== '' && user.length <= HINT_CHARACTERS_MAX ? user : undefined
