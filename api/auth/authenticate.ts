import type { Request } from 'express'
import type { RelyingParty } from './relying-party.ts'
import type { Sessions } from './session.ts'
import type { SignedIn } from './signed-in.ts'

/** A bearer token where one is sent, else the browser's session; null for nobody. @throws ServiceError unauthenticated */
export const authenticateBy =
  (sessions: Sessions, relyingParty: RelyingParty) =>
  async (request: Request): Promise<SignedIn | null> => {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() === 'bearer' && token) return relyingParty.verifyBearer(token)
    return sessions.find(request)
  }
