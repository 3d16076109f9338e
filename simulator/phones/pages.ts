import { fileURLToPath } from 'node:url'
import express, { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pageHtml, phonesHtml } from './html.ts'
import { LISTENERS_MAX, type Network } from './network.ts'

const HEARTBEAT_MS = 15_000
const folder = fileURLToPath(new URL('./page/', import.meta.url))
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'"

const TYPED_BYTES_MAX = 16 * 1024
const address = z.string().regex(/^(whatsapp:)?\+[1-9]\d{6,14}$/)
/** What somebody types on a phone. */
const typedSchema = z
  .object({ from: address, to: z.string().min(3).max(32), body: z.string().trim().min(1).max(1600) })
  .transform((typed) => ({
    ...typed,
    medium: typed.from.startsWith('whatsapp:') ? ('whatsapp' as const) : ('sms' as const),
  }))

/** The phones page with what it loads, and the log for tests. */
export function pages(network: Network): Router {
  const router = Router()
  const shown = () => [...network.messages.values()]
  const html = (res: Response, text: string) =>
    res.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store' }).type('html').send(text)
  router.get('/', (_req, res) => html(res, pageHtml(shown())))
  router.get('/phones.html', (_req, res) => html(res, phonesHtml(shown())))
  router.get('/log.json', (_req, res) => {
    res.set('cache-control', 'no-store').json({ messages: shown(), records: network.records })
  })
  router.post('/inbound', express.urlencoded({ extended: false, limit: TYPED_BYTES_MAX }), (req, res) => {
    // Another site's page must not speak for a customer.
    if ((req.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin') return void res.status(403).end()
    const typed = typedSchema.safeParse(req.body)
    if (!typed.success) return void res.status(400).json({ error: z.prettifyError(typed.error) })
    network.receive(typed.data)
    res.status(202).json({})
  })
  router.get('/changes', (req, res) => watch(network, req, res))
  router.get('/healthz', (_req, res) => res.json({ status: 'ok', messages: network.messages.size }))
  router.use(express.static(folder, { index: false }))
  return router
}

/** Server-sent events: one empty message a change. */
function watch(network: Network, req: Request, res: Response): void {
  if (network.changes.listenerCount('changed') >= LISTENERS_MAX) {
    res.status(503).json({ error: 'too many pages are watching' })
    return
  }
  res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders()
  const tell = () => void res.write('data: changed\n\n')
  const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS)
  network.changes.on('changed', tell)
  req.on('close', () => {
    clearInterval(heartbeat)
    network.changes.off('changed', tell)
  })
}
