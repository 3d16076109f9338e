import { Router, urlencoded } from 'express'
import { z } from 'zod'
import { isServiceError } from '../../domain/errors.ts'
import { stopByReference, type OptOutDeps } from '../routes/opt-outs.ts'
import { htmlPage } from './layout.ts'

const FORM_BYTES_MAX = 4 * 1024

/**
 * The way out that each mail carries. Looking changes nothing, since programs that check links look too; the button does,
 * and so does the one click of a mail program (RFC 8058). It says nothing of who somebody is.
 */
export function unsubscribePages(deps: OptOutDeps): Router {
  const router = Router()
  router.get('/unsubscribe/:reference', (_request, response) => {
    const nonce = String(response.locals['nonce'])
    response.set('cache-control', 'no-store').type('html').send(page(nonce, question))
  })
  const form = urlencoded({ extended: false, limit: FORM_BYTES_MAX })
  router.post('/unsubscribe/:reference', form, async (request, response) => {
    const reference = z.uuid().safeParse(request.params['reference'])
    const isKnown = reference.success && (await hasStopped(deps, reference.data))
    const nonce = String(response.locals['nonce'])
    response
      .status(isKnown ? 200 : 404)
      .type('html')
      .send(page(nonce, isKnown ? done : unknown))
  })
  return router
}

async function hasStopped(deps: OptOutDeps, reference: string): Promise<boolean> {
  try {
    await stopByReference(deps, reference)
    return true
  } catch (error) {
    if (isServiceError(error) && error.code === 'not-found') return false
    throw error
  }
}

const page = (nonce: string, body: string): string =>
  htmlPage({ title: 'Messages', nonce, style, body: `<main>${body}</main>` })

const style = `
main { max-width: 32rem; margin: 4rem auto; padding: 0 1.25rem; }
button { padding: .6rem 1.2rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--on-accent); font: inherit; cursor: pointer; }
`
const question = `<h1>No more messages?</h1><p>You then get no more of these messages, on any channel.</p>
<form method="post"><button>Stop messages</button></form>`
const done = '<h1>Done</h1><p>You get no more of these messages.</p>'
const unknown = '<h1>Unknown link</h1><p>This link belongs to no message.</p>'
