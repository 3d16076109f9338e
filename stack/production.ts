import { mode, usesPretendNetwork } from './environment.ts'
import { StackError } from './errors.ts'
import type { StartOptions } from './options.ts'
import { secretNames, type SecretName } from './secrets.ts'

/** These serve only what does not exist in production, or our own database. */
const NOT_ASKED_FOR = new Set<SecretName>([
  'EQUILIBRATE_DEMO_PASSWORD',
  'EQUILIBRATE_OIDC_JWK',
  'POSTGRES_PASSWORD',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
])

/** In production nothing is pretended and no secret is one that we made up.
 *  @throws StackError with every reason at once. */
export function refusePretence(options: StartOptions): void {
  if (mode() !== 'production') return
  const generated = secretNames.filter((name) => !NOT_ASKED_FOR.has(name) && !process.env[name])
  const reasons = [
    ...(!options.input && options.customers > 0
      ? ['The pretend bank would run: start with --customers 0.']
      : []),
    ...(options.rehearseDays > 0 ? ['A pretend staff would decide: leave --rehearse out.'] : []),
    ...(usesPretendNetwork()
      ? ['The pretend phone network would run: set TWILIO_ACCOUNT_SID and its kin.']
      : []),
    ...(process.env.OIDC_ISSUER ? [] : ['The embedded issuer would sign people in: set OIDC_ISSUER.']),
    ...generated.map((name) => `${name} would be generated: set it.`),
  ]
  if (reasons.length === 0) return
  throw new StackError(`EQUILIBRATE_MODE=production refuses to start.\n  ${reasons.join('\n  ')}`)
}
