import { createHash, timingSafeEqual } from 'node:crypto'
import express, { Router, type Request, type Response } from 'express'
import type Provider from 'oidc-provider'
import { Attempts } from './attempts.ts'
import { demoUsers, findDemoUser } from './demo-users.ts'
import { interactionPath } from './issuer.ts'
import { loginPage } from './login-page.ts'

const FORM_BYTES_MAX = 4_096
const WRONG = 'That is not the password.'
const TOO_MANY = 'Too many wrong passwords. Wait a minute, then try again.'

/** The embedded issuer's login page and what becomes of its form. */
export function interactionRoutes(provider: Provider, password: string): Router {
  const attempts = new Attempts()
  const router = Router()
  const show = (
    request: Request,
    response: Response,
    status: number,
    wrong?: string,
    chosen?: string,
  ): void => {
    const action = `${interactionPath}/${String(request.params['uid'])}`
    const page = loginPage({
      users: demoUsers,
      action,
      nonce: String(response.locals['nonce']),
      chosen,
      wrong,
    })
    response.status(status).set('cache-control', 'no-store').type('html').send(page)
  }
  router.get(`${interactionPath}/:uid`, async (request, response) => {
    const { params } = await provider.interactionDetails(request, response)
    show(request, response, 200, undefined, findDemoUser(String(params['login_hint'] ?? ''))?.id)
  })
  router.post(
    `${interactionPath}/:uid`,
    express.urlencoded({ extended: false, limit: FORM_BYTES_MAX }),
    async (request, response) => {
      await provider.interactionDetails(request, response)
      const form = (request.body ?? {}) as Record<string, unknown>
      const user = findDemoUser(String(form['user']))
      const from = request.ip ?? ''
      if (!attempts.mayTry(from)) return show(request, response, 429, TOO_MANY, user?.id)
      if (!user || !same(String(form['password'] ?? ''), password)) {
        attempts.failed(from)
        return show(request, response, 401, WRONG, user?.id)
      }
      const login = { accountId: user.id, remember: true }
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    },
  )
  return router
}

/** Compares digests, so that neither time nor length tells anything of the password. */
function same(sent: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(wanted))
}
