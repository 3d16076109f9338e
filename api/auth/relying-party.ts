import * as openid from 'openid-client'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { ServiceError, isServiceError } from '../../domain/errors.ts'
import { actorFromClaims, type SignedIn } from './signed-in.ts'

export type SignInStart = { url: URL; state: string; nonce: string; codeVerifier: string }
export type SignInChecks = Omit<SignInStart, 'url'>

export type RelyingParty = {
  /** `hint`: who means to sign in. */
  begin: (hint?: string) => Promise<SignInStart>
  /** Actor and name of who came back with this code. @throws ServiceError unauthenticated */
  finish: (callback: URL, checks: SignInChecks) => Promise<Omit<SignedIn, 'csrf' | 'sessionHash'>>
  /** @throws ServiceError unauthenticated where the token is not from our issuer for this API, or is over */
  verifyBearer: (token: string) => Promise<SignedIn>
  /** Where the issuer ends its own session; `home` where it offers no such place. */
  signOutUrl: () => Promise<string>
}

export type RelyingPartyOptions = {
  issuer: URL
  clientSecret: string
  publicUrl: URL
}

export const webClientId = 'equilibrate'
export const SCOPE = 'openid profile roles'
export const callbackPath = '/auth/callback'
const CLOCK_TOLERANCE_S = 30

/** The audience of access tokens: the API's own address, without a slash at the end. */
export const audienceOf = (publicUrl: URL): string => publicUrl.href.replace(/\/$/, '')

export function openRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const { publicUrl } = options
  const metadata = onDemand(() => discover(options))
  const keys = onDemand(async () => {
    const { jwks_uri } = (await metadata()).serverMetadata()
    if (!jwks_uri) throw new ServiceError('unavailable', 'issuer-keys', 'The issuer publishes no keys')
    return createRemoteJWKSet(new URL(jwks_uri))
  })
  return {
    begin: async (hint) => begin(await metadata(), new URL(callbackPath, publicUrl), hint),
    finish: async (callback, checks) => finish(await metadata(), callback, checks),
    verifyBearer: async (token) => {
      const { issuer } = (await metadata()).serverMetadata()
      const verified = await jwtVerify(token, await keys(), {
        issuer,
        audience: audienceOf(publicUrl),
        clockTolerance: CLOCK_TOLERANCE_S,
      }).catch(() => {
        throw new ServiceError(
          'unauthenticated',
          'bearer',
          'The access token is none of our issuer for this API',
        )
      })
      return { ...actorFromClaims(verified.payload), csrf: null, sessionHash: null }
    },
    signOutUrl: async () => {
      const configuration = await metadata()
      if (!configuration.serverMetadata().end_session_endpoint) return '/'
      return openid.buildEndSessionUrl(configuration, { post_logout_redirect_uri: publicUrl.href }).href
    },
  }
}

/** Reads the issuer's own description on first use: the embedded one only answers once this process listens. */
async function discover({ issuer, clientSecret }: RelyingPartyOptions): Promise<openid.Configuration> {
  const insecure = issuer.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {}
  return openid.discovery(issuer, webClientId, clientSecret, undefined, insecure).catch(() => {
    throw new ServiceError('unavailable', 'issuer', `The OpenID issuer does not answer at ${issuer.origin}`)
  })
}

async function begin(
  configuration: openid.Configuration,
  redirectUri: URL,
  hint?: string,
): Promise<SignInStart> {
  const [state, nonce, codeVerifier] = [
    openid.randomState(),
    openid.randomNonce(),
    openid.randomPKCECodeVerifier(),
  ]
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri.href,
    scope: SCOPE,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(hint ? { login_hint: hint } : {}),
  })
  return { url, state, nonce, codeVerifier }
}

async function finish(configuration: openid.Configuration, callback: URL, checks: SignInChecks) {
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: checks.codeVerifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    })
    return actorFromClaims({ ...tokens.claims() })
  } catch (error) {
    if (isServiceError(error)) throw error
    throw new ServiceError('unauthenticated', 'sign-in', 'The sign-in did not complete; start it again')
  }
}

/** Keeps the first success; a failure is tried again by the next caller. */
function onDemand<T>(load: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  return () => {
    kept ??= load().catch((error: unknown) => {
      kept = null
      throw error
    })
    return kept
  }
}
