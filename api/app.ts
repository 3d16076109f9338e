import { join } from 'node:path'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type Provider from 'oidc-provider'
import { ServiceError } from '../domain/errors.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { authenticateBy } from './auth/authenticate.ts'
import { interactionRoutes } from './auth/interaction.ts'
import { issuerPath } from './auth/issuer.ts'
import { signInRoutes } from './auth/sign-in.ts'
import { routes } from './contract.ts'
import type { Deps } from './deps.ts'
import { onceFor } from './http/idempotency.ts'
import { mountRoutes } from './http/mount.ts'
import { problemOf } from './http/problem.ts'
import { securityHeaders } from './http/security.ts'
import { openApiDocument } from './openapi.ts'
import { docsPage } from './pages/docs.ts'
import { uiRoutes } from './pages/ui.ts'
import { unsubscribePages } from './pages/unsubscribe.ts'
import { createHandlers } from './routes/handlers.ts'

export type AppOptions = {
  sessionKey: Uint8Array
  /** The embedded issuer and its password; null where the bank has an issuer of its own. */
  issuer: { provider: Provider; password: string } | null
}

const uiDist = join(import.meta.dirname, '..', 'ui', 'dist')

/** The whole HTTP side, in the order in which a request meets it. */
export function createApp(deps: Deps, { sessionKey, issuer }: AppOptions): Express {
  const { settings, sessions, relyingParty, database, metrics } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', 'loopback')
  app.set('query parser', 'simple')
  app.use(securityHeaders(settings.publicUrl))
  app.use(signInRoutes({ database, sessions, relyingParty, publicUrl: settings.publicUrl, sessionKey }))
  if (issuer) {
    app.use(interactionRoutes(issuer.provider, issuer.password))
    app.use(issuerPath, issuer.provider.callback())
  }
  app.use(noStore('/v1'), noStore('/auth'))
  app.use(
    mountRoutes(routes, createHandlers(deps), {
      mode: settings.mode,
      authenticate: authenticateBy(sessions, relyingParty),
      timed: metrics.timed,
      once: onceFor(database, sessionKey),
      auditRead: (actorId, action, subject) => writeAudit(database, { actorId, action, subject }),
    }),
  )
  app.use(unsubscribePages(deps))
  app.use(documentation())
  app.use(uiRoutes(uiDist, async (request) => (await sessions.find(request)) !== null))
  app.use(() => {
    throw new ServiceError('not-found', 'route', 'There is nothing at this address')
  })
  app.use(problemAnswer(deps))
  return app
}

/** Answers about people stay in no cache. */
const noStore =
  (prefix: string): RequestHandler =>
  (request, response, next) => {
    if (request.path.startsWith(`${prefix}/`)) response.set('cache-control', 'no-store')
    next()
  }

function documentation(): express.Router {
  const router = express.Router()
  const document = openApiDocument()
  router.get('/openapi.json', (_request, response) => void response.json(document))
  router.get('/docs', (_request, response) => {
    response.type('html').send(docsPage(document, String(response.locals['nonce'])))
  })
  return router
}

function problemAnswer({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const problem = problemOf(error)
    // The path could hold a bank's customer id: the route says where it was.
    if (problem.status >= 500)
      log.error({
        err: error,
        method: request.method,
        route: (request.route as { path?: string } | undefined)?.path,
      })
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}
