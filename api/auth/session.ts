import { createHmac, randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Database } from '../../stores/postgres/database.ts'
import { createSession, deleteSession, findSession, type Staff } from '../../stores/postgres/sessions.ts'
import { cookieName, cookieOptions, readCookie } from './cookies.ts'
import type { SignedIn } from './signed-in.ts'

/** A working day and a little; then one signs in again. Wall time. */
export const SESSION_LIFETIME_MS = 12 * 3_600_000
const ID_BYTES = 32
const CSRF_BYTES = 32

export type Sessions = {
  start: (response: Response, staff: Staff) => Promise<void>
  find: (request: Request) => Promise<SignedIn | null>
  end: (response: Response, signedIn: SignedIn) => Promise<void>
}

/** Sessions in PostgreSQL. The browser holds a random value, the table only its keyed hash. */
export function openSessions(database: Database, publicUrl: URL, sessionKey: Uint8Array): Sessions {
  const name = cookieName('session', publicUrl)
  const options = cookieOptions(publicUrl)
  const hash = (id: string): Buffer => createHmac('sha256', sessionKey).update(`session:${id}`).digest()
  return {
    start: async (response, staff) => {
      const id = randomBytes(ID_BYTES).toString('base64url')
      const csrf = randomBytes(CSRF_BYTES).toString('base64url')
      const expiresAt = new Date(Date.now() + SESSION_LIFETIME_MS).toISOString()
      await createSession(database, hash(id), { staff, csrf, expiresAt })
      response.cookie(name, id, { ...options, maxAge: SESSION_LIFETIME_MS })
    },
    find: async (request) => {
      const id = readCookie(request.headers.cookie, name)
      if (!id) return null
      const sessionHash = hash(id)
      const session = await findSession(database, sessionHash)
      if (!session) return null
      const { name: staffName, ...actor } = session.staff
      return { actor, name: staffName, csrf: session.csrf, sessionHash }
    },
    end: async (response, { sessionHash }) => {
      if (sessionHash) await deleteSession(database, sessionHash)
      response.clearCookie(name, options)
    },
  }
}
