import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { ServiceError } from '../../domain/errors.ts'
import { checkCsrf, CSRF_HEADER } from '../auth/csrf.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import { BODY_BYTES_MAX, type Route } from '../contract/route.ts'
import { authorise, checkAccess } from './access.ts'
import { IDEMPOTENCY_HEADER, type Answer, type Once } from './idempotency.ts'
import { validate } from './validate.ts'

/** A handler whose types the contract has already checked. */
type LooseHandler = (
  call: Input & { signedIn: SignedIn | null; request: Request; response: Response },
) => unknown
type Input = { params: unknown; query: unknown; body: unknown }

export type MountOptions = {
  mode: 'development' | 'production'
  authenticate: (request: Request) => Promise<SignedIn | null>
  once: Once
  /** Measures how long a route takes. */
  timed: (route: string) => RequestHandler
  /** Writes down who saw what, before it is shown. */
  auditRead: (actorId: string, action: string, subject: string | null) => Promise<void>
}

/** Registers each route of the contract: who may, then how large, then what, then the handler. */
export function mountRoutes<Names extends string>(
  routes: Record<Names, Route>,
  handlers: Record<Names, (call: never) => Promise<unknown>>,
  options: MountOptions,
): Router {
  checkAccess(routes)
  const router = Router()
  for (const name of Object.keys(routes) as Names[]) {
    const route = routes[name]
    if (route.developmentOnly && options.mode === 'production') continue
    const path = route.path.replace(/\{(\w+)\}/g, ':$1')
    const handler = handlers[name] as LooseHandler
    router[route.method](
      path,
      // A stream lasts as long as its reader stays: that is no duration of a request.
      ...(route.answer ? [options.timed(name)] : []),
      guard(route, options),
      ...parsers(route),
      answerer(name, route, handler, options),
    )
  }
  return router
}

/** Who is not served gets no body read. */
const guard =
  (route: Route, { authenticate }: MountOptions): RequestHandler =>
  async (request, response, next) => {
    const signedIn = 'open' in route.access ? null : await authenticate(request)
    authorise(route.access, signedIn?.actor ?? null)
    checkCsrf(request.method, request.get(CSRF_HEADER), signedIn)
    response.locals['signedIn'] = signedIn
    next()
  }

function parsers(route: Route): RequestHandler[] {
  const limit = route.bodyBytesMax ?? BODY_BYTES_MAX
  if (route.form) return [express.urlencoded({ extended: false, limit })]
  return route.body ? [express.json({ limit, strict: true })] : []
}

const answerer =
  (name: string, route: Route, handler: LooseHandler, { once, auditRead }: MountOptions): RequestHandler =>
  async (request, response) => {
    const signedIn = response.locals['signedIn'] as SignedIn | null
    const input = readInput(route, request)
    // What the contract does not name is stripped, so that a handler cannot give away more than it says.
    const work = async (): Promise<Answer> => {
      const answer = await handler({ signedIn, ...input, request, response })
      if (route.audit && signedIn) await auditRead(signedIn.actor.id, route.audit, subjectOf(request))
      return { status: route.status ?? 200, body: route.answer?.parse(answer) }
    }
    const key = request.get(IDEMPOTENCY_HEADER)
    const isWrite = route.method !== 'get' && signedIn !== null && route.answer !== undefined
    // The path may hold a bank's own customer id: it is only hashed, together with the body.
    const sent = { route: name, request: { path: request.path, body: input.body ?? null } }
    const answer =
      key !== undefined && isWrite
        ? await once({ actorId: signedIn.actor.id, key, ...sent }, work)
        : await work()
    if (route.answer) response.status(answer.status).json(answer.body)
  }

/** The case that the path names. */
const subjectOf = ({ params }: Request): string | null =>
  typeof params['id'] === 'string' ? params['id'] : null

function readInput(route: Route, request: Request): Input {
  if (route.body && request.body === undefined)
    throw new ServiceError('invalid', 'content-type', 'The route takes a body of another type', {
      field: 'body',
      fix: `send it as ${route.form ? 'application/x-www-form-urlencoded' : 'application/json'}`,
    })
  return {
    params: route.params ? validate(route.params, request.params, 'path') : undefined,
    query: route.query ? validate(route.query, request.query, 'query') : undefined,
    body: route.body ? validate(route.body, request.body, 'body') : undefined,
  }
}
