import { timingSafeEqual } from 'node:crypto'
import express, { Router, type NextFunction, type Request, type Response } from 'express'
import type { Account } from './callback.ts'
import { filterSchema, listPage } from './list.ts'
import type { Network } from './network.ts'
import { readRequest } from './request.ts'
import { messageResource } from './resource.ts'
import { errorBody, twilioErrors, type TwilioError } from './twilio-errors.ts'

const FORM_BYTES_MAX = 64 * 1024

/** The part of Twilio's REST API that sends, reads and lists messages. */
export function messagesApi(network: Network): Router {
  const router = Router({ mergeParams: true })
  const sid = network.account.sid
  router.use(authenticate(network.account))
  router.post('/Messages.json', express.urlencoded({ extended: false, limit: FORM_BYTES_MAX }), (req, res) =>
    create(network, req, res),
  )
  router.get('/Messages.json', (req, res) => {
    const filter = filterSchema.safeParse(req.query)
    if (!filter.success) return fail(res, twilioErrors.invalidQuery())
    res.json(listPage(sid, [...network.messages.values()], filter.data))
  })
  router.get('/Messages/:messageSid.json', (req, res) => {
    const message = network.messages.get(req.params.messageSid)
    if (!message) return fail(res, twilioErrors.notFound(req.originalUrl))
    res.json(messageResource(sid, message))
  })
  router.use((req, res) => fail(res, twilioErrors.notFound(req.originalUrl)))
  router.use((_error: unknown, _req: Request, res: Response, _next: NextFunction) =>
    fail(res, twilioErrors.unreadable()),
  )
  return router
}

function create(network: Network, req: Request, res: Response): void {
  const read = readRequest(req.body)
  if ('error' in read) {
    network.refuse(textOf(req.body, 'To'), textOf(req.body, 'From'), read.error.code)
    return fail(res, read.error)
  }
  const accepted = network.accept(read.request)
  if ('error' in accepted) return fail(res, accepted.error)
  // `never`: the message is on its way and the answer is lost; the connection stays open until the caller gives up.
  if (accepted.answer === 'server-error') return fail(res, twilioErrors.server())
  if (accepted.answer === 'created') {
    res.status(201).json(messageResource(network.account.sid, accepted.message))
  }
}

const authenticate = (account: Account) => (req: Request, res: Response, next: NextFunction) => {
  const [scheme, encoded] = (req.get('authorization') ?? '').split(' ')
  const given = scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded ?? '', 'base64') : Buffer.alloc(0)
  const expected = Buffer.from(`${account.sid}:${account.token}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    res.set('www-authenticate', 'Basic realm="Twilio API"')
    return fail(res, twilioErrors.authenticate())
  }
  if (req.params['accountSid'] !== account.sid) return fail(res, twilioErrors.notFound(req.originalUrl))
  next()
}

function fail(res: Response, error: TwilioError): void {
  if (error.status === 429) res.set('retry-after', '1')
  res.status(error.status).json(errorBody(error))
}

function textOf(form: unknown, name: string): string {
  const value =
    form && typeof form === 'object' ? Object.entries(form).find(([key]) => key === name)?.[1] : undefined
  return typeof value === 'string' ? value.slice(0, 64) : ''
}
