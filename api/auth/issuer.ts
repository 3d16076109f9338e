import Provider, { type Configuration, type JWK, type KoaContextWithOIDC } from 'oidc-provider'
import { ServiceError } from '../../domain/errors.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { cookieName, cookieOptions } from './cookies.ts'
import { bankActor, bankClientId, findDemoUser } from './demo-users.ts'
import { signInErrorPage, signOutPage } from './login-page.ts'
import { oidcAdapter } from './oidc-adapter.ts'
import { audienceOf, callbackPath, SCOPE, webClientId } from './relying-party.ts'
import { SESSION_LIFETIME_MS } from './session.ts'

export type IssuerOptions = {
  mode: 'development' | 'production'
  database: Database
  publicUrl: URL
  /** Private JWK, RS256. */
  signingKey: JWK
  cookieKey: Buffer
  clientSecret: string
  bankClientSecret: string
}

export const issuerPath = '/oidc'
export const interactionPath = `${issuerPath}/interaction`
const HOUR_S = 3_600
const BANK_TOKEN_LIFETIME_S = HOUR_S
const INTERACTION_LIFETIME_S = 600
const CODE_LIFETIME_S = 60

/** The OpenID issuer in this process, for a machine that has none. @throws ServiceError refused in production mode */
export function createIssuer(options: IssuerOptions): Provider {
  if (options.mode === 'production')
    throw new ServiceError(
      'refused',
      'embedded-issuer',
      'Production needs an issuer of its own: set OIDC_ISSUER',
    )
  const provider = new Provider(new URL(issuerPath, options.publicUrl).href, configurationOf(options))
  // Behind a proxy that ends TLS, its word on the protocol is what makes secure cookies possible.
  provider.proxy = options.publicUrl.protocol === 'https:'
  return provider
}

const configurationOf = (options: IssuerOptions): Configuration => ({
  adapter: oidcAdapter(options.database),
  jwks: { keys: [options.signingKey] },
  clients: clientsOf(options),
  scopes: ['openid', 'profile', 'roles'],
  claims: { openid: ['sub'], profile: ['name'], roles: ['roles', 'permissions'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  responseTypes: ['code'],
  cookies: cookiesOf(options),
  interactions: { url: (_context, interaction) => `${interactionPath}/${interaction.uid}` },
  findAccount: (_context, id) => accountOf(id),
  loadExistingGrant: grantToOurselves,
  extraTokenClaims: (_context, token) =>
    token.kind === 'ClientCredentials' ? { sub: bankActor.id, roles: bankActor.roles } : undefined,
  ttl: {
    AccessToken: HOUR_S,
    AuthorizationCode: CODE_LIFETIME_S,
    ClientCredentials: BANK_TOKEN_LIFETIME_S,
    Grant: SESSION_LIFETIME_MS / 1000,
    IdToken: HOUR_S,
    Interaction: INTERACTION_LIFETIME_S,
    Session: SESSION_LIFETIME_MS / 1000,
  },
  features: featuresOf(options),
  renderError: (context, out) => {
    context.type = 'html'
    context.body = signInErrorPage({ code: out.error, nonce: nonceOf(context) })
  },
})

const clientsOf = (options: IssuerOptions): Configuration['clients'] => [
  {
    client_id: webClientId,
    client_name: 'Equilibrate',
    client_secret: options.clientSecret,
    redirect_uris: [new URL(callbackPath, options.publicUrl).href],
    post_logout_redirect_uris: [options.publicUrl.href],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    // What `openid-client` does with a secret unless told otherwise.
    token_endpoint_auth_method: 'client_secret_post',
  },
  {
    client_id: bankClientId,
    client_name: 'The bank’s systems',
    client_secret: options.bankClientSecret,
    redirect_uris: [],
    grant_types: ['client_credentials'],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
  },
]

function cookiesOf({ publicUrl, cookieKey }: IssuerOptions): Configuration['cookies'] {
  const { httpOnly, sameSite, secure } = cookieOptions(publicUrl)
  const flags = {
    httpOnly: httpOnly === true,
    sameSite: sameSite === 'lax' ? sameSite : 'strict',
    secure: secure === true,
  } as const
  return {
    keys: [cookieKey.toString('base64url')],
    names: {
      session: cookieName('issuer', publicUrl),
      interaction: cookieName('interaction', publicUrl),
      resume: cookieName('resume', publicUrl),
    },
    long: flags,
    short: flags,
  }
}

const featuresOf = ({ publicUrl }: IssuerOptions): Configuration['features'] => ({
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  userinfo: { enabled: false },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (context, form) => {
      context.body = signOutPage({ form, nonce: nonceOf(context) })
    },
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: (_context, client) => (client.clientId === bankClientId ? audienceOf(publicUrl) : []),
    getResourceServerInfo: (_context, resource) => {
      if (resource.replace(/\/$/, '') !== audienceOf(publicUrl))
        throw new ServiceError('invalid', 'resource', 'This issuer knows one resource, the API')
      return {
        scope: '',
        audience: audienceOf(publicUrl),
        accessTokenFormat: 'jwt',
        accessTokenTTL: BANK_TOKEN_LIFETIME_S,
        jwt: { sign: { alg: 'RS256' } },
      }
    },
  },
})

function accountOf(id: string) {
  const user = findDemoUser(id)
  if (!user) return undefined
  const { name, roles, permissions } = user
  return { accountId: id, claims: () => ({ sub: id, name, roles, permissions }) }
}

/** The only client for people is the product itself, so nobody is asked whether it may know who they are. */
async function grantToOurselves(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc
  if (!client || !session?.accountId) return undefined
  const grantId = session.grantIdFor(client.clientId)
  const existing = grantId ? await provider.Grant.find(grantId) : undefined
  if (existing) return existing
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(SCOPE)
  await grant.save()
  return grant
}

/** Set on the response by `http/security.ts`, in front of the issuer. */
const nonceOf = (context: KoaContextWithOIDC): string =>
  String((context.res as { locals?: { nonce?: string } }).locals?.nonce ?? '')
