import { readEnvironment } from '../stores/environment.ts'

export type ApiEnvironment = ReturnType<typeof readApiEnvironment>

/** Everything that this process reads; it is given nothing else. */
export const readApiEnvironment = () =>
  readEnvironment(
    'EQUILIBRATE_MODE',
    'EQUILIBRATE_BANK_ZONE',
    'EQUILIBRATE_PACK',
    'EQUILIBRATE_PUBLIC_URL',
    'EQUILIBRATE_BIND',
    'PORT',
    'DATABASE_URL',
    'REDIS_URL',
    'KAFKA_BROKERS',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'TEMPORAL_UI_URL',
    'PHONES_URL',
    'EQUILIBRATE_REHEARSAL',
    'TWILIO_AUTH_TOKEN',
    'OIDC_ISSUER',
    'EQUILIBRATE_TOKEN_PEPPER',
    'EQUILIBRATE_VAULT_KEY',
    'EQUILIBRATE_INDEX_KEY',
    'EQUILIBRATE_SESSION_KEY',
    'EQUILIBRATE_DECISION_PRIVATE_KEY',
    'EQUILIBRATE_OIDC_CLIENT_SECRET',
    'EQUILIBRATE_OIDC_JWK',
    'EQUILIBRATE_BANK_CLIENT_SECRET',
    'EQUILIBRATE_DEMO_PASSWORD',
  )
