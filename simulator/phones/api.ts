import { timingSafeEqual } from 'node:crypto'
import express, { Router, type NextFunction, type Request, type Response } from 'express'
import type { Account } from './callback.ts'
import { listKinds, listPage, type ListFilter, type ListKind } from './list.ts'
import type { Network } from './network.ts'
import type { Medium, PhoneMessage } from './record.ts'
import { readCall, readMessage, type ContentOf, type Read } from './request.ts'
import { callResource, messageResource } from './resource.ts'
import { errorBody, twilioErrors, type TwilioError } from './twilio-errors.ts'

const FORM_BYTES_MAX = 64 * 1024

/** Messages and calls: how each is read from a form, and shown. */
type Kind = {
  name: ListKind
  key: string
  media: readonly Medium[]
  read: (form: unknown) => Read
  shown: (accountSid: string, message: PhoneMessage) => unknown
}

/** The part of Twilio's REST API that sends, calls, reads and lists. */
export function twilioApi(network: Network, contentOf: ContentOf): Router {
  const router = Router({ mergeParams: true })
  router.use(authenticate(network.account))
  const read = (form: unknown) => readMessage(form, contentOf)
  serve(router, network, {
    ...{ name: 'Messages', key: 'messages', media: ['sms', 'whatsapp'], read, shown: messageResource },
  })
  serve(router, network, {
    ...{ name: 'Calls', key: 'calls', media: ['voice'], read: readCall, shown: callResource },
  })
  router.use((req, res) => fail(res, twilioErrors.notFound(req.originalUrl)))
  router.use((_error: unknown, _req: Request, res: Response, _next: NextFunction) =>
    fail(res, twilioErrors.unreadable()),
  )
  return router
}

function serve(router: Router, network: Network, kind: Kind): void {
  const { sid } = network.account
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES_MAX })
  router.post(`/${kind.name}.json`, form, (req, res) => create(network, kind, req, res))
  router.get(`/${kind.name}.json`, (req, res) => {
    const filter = listKinds[kind.name].filter.safeParse(req.query)
    if (!filter.success) return fail(res, twilioErrors.invalidQuery())
    const listed = listPage(kind.name, sid, network.listed(kind.media), filter.data as ListFilter)
    res.json({ ...listed.page, [kind.key]: listed.rows.map((row) => kind.shown(sid, row)) })
  })
  router.get(`/${kind.name}/:sid.json`, (req, res) => {
    const message = network.messages.get(req.params.sid)
    if (!message || !kind.media.includes(message.medium))
      return fail(res, twilioErrors.notFound(req.originalUrl))
    res.json(kind.shown(sid, message))
  })
}

function create(network: Network, kind: Kind, req: Request, res: Response): void {
  const read = kind.read(req.body)
  if ('error' in read) {
    network.refuse(textOf(req.body, 'To'), textOf(req.body, 'From'), read.error.code)
    return fail(res, read.error)
  }
  const accepted = network.accept(read.request)
  if ('error' in accepted) return fail(res, accepted.error)
  // `never`: the message is on its way and the answer is lost; the connection stays open until the caller gives up.
  if (accepted.answer === 'server-error') return fail(res, twilioErrors.server())
  if (accepted.answer === 'created') {
    res.status(201).json(kind.shown(network.account.sid, accepted.message))
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
