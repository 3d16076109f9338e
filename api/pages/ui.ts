import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router, type Request } from 'express'
import { htmlPage } from './layout.ts'

const FOREVER_S = 31_536_000

/**
 * The built pages: hashed assets for ever, `index.html` afresh with this answer's nonce, and the same for every path of
 * the page's own router. Without a build it says how to get one.
 */
export function uiRoutes(dist: string, isSignedIn: (request: Request) => Promise<boolean>): Router {
  const router = Router()
  router.use(
    '/assets',
    express.static(join(dist, 'assets'), { immutable: true, maxAge: FOREVER_S * 1000, index: false }),
  )
  router.use(express.static(dist, { index: false }))
  const index = builtIndex(join(dist, 'index.html'))
  router.get('/{*path}', async (request, response, next) => {
    if (!request.accepts('html') || /^\/(v1|oidc|auth|assets)(\/|$)/.test(request.path)) return next()
    const nonce = String(response.locals['nonce'])
    const html = index()
    response.set('cache-control', 'no-store').type('html')
    if (html === null) return void response.status(503).send(notBuilt(nonce))
    // Said here, so that a page for which nobody is signed in asks nothing that would be refused.
    const session = (await isSignedIn(request)) ? 'yes' : 'no'
    response.send(withNonce(html, nonce).replace('<html ', `<html data-session="${session}" `))
  })
  return router
}

/** Reads the page again when a build has replaced it. */
function builtIndex(file: string): () => string | null {
  let kept: { html: string; changed_ms: number } | null = null
  return () => {
    const changed_ms = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (changed_ms === undefined) return null
    if (kept?.changed_ms !== changed_ms) kept = { html: readFileSync(file, 'utf8'), changed_ms }
    return kept.html
  }
}

/** Marks the page's own scripts and styles; the meta element is where libraries look for it. */
export const withNonce = (html: string, nonce: string): string =>
  html
    .replace(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`)
    .replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}" />`)

const notBuilt = (nonce: string): string =>
  htmlPage({
    title: 'Equilibrate',
    nonce,
    body: '<main><h1>The pages are not built</h1><p><code>npm start</code> builds them before it starts.</p></main>',
  })
