import type { JWK } from 'oidc-provider'
import { ServiceError } from '../domain/errors.ts'
import { featureNames } from '../features/catalogue.ts'
import { tokenOf } from '../ingest/tokenise.ts'
import { DISTRESS_FOLDER } from '../models/registry.ts'
import { watchModels } from '../models/watch.ts'
import { openPacks } from '../policies/packs.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import type { Logger } from '../stores/logger.ts'
import { watchClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { packReader } from '../stores/postgres/packs.ts'
import { openRedis } from '../stores/redis/client.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { runsSoFar } from '../stores/temporal/histories.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { openVault } from '../stores/vault/vault.ts'
import type { AppOptions } from './app.ts'
import { createIssuer, issuerPath } from './auth/issuer.ts'
import { openRelyingParty } from './auth/relying-party.ts'
import { openSessions } from './auth/session.ts'
import type { Deps, Settings } from './deps.ts'
import type { ApiEnvironment } from './environment.ts'
import { startHousekeeping } from './housekeeping.ts'
import { openUrgencies } from './urgency.ts'
import { openMetrics } from './metrics.ts'
import { caseSigners } from './routes/decision-token.ts'
import { openProbes } from './routes/probes.ts'
import { readState } from './routes/customer-state.ts'
import { openEventFeed } from './sse/feed.ts'

export type OpenDeps = { deps: Deps; options: AppOptions; close: () => Promise<void> }

/** Connects everything that the routes need. `fail` is called when one of it is lost for good. */
export async function openDeps(
  environment: ApiEnvironment,
  log: Logger,
  fail: (error: unknown) => void,
): Promise<OpenDeps> {
  const settings = settingsOf(environment)
  const { publicUrl } = settings
  const sessionKey = Buffer.from(environment.EQUILIBRATE_SESSION_KEY, 'base64')
  const pepper = Buffer.from(environment.EQUILIBRATE_TOKEN_PEPPER, 'base64')
  const database = openDatabase(environment.DATABASE_URL)
  const issuer = embeddedIssuer(environment, settings, database, sessionKey)
  const { redis, admin, producer, temporal, clock, feed, close } = await connect(
    environment,
    database,
    log,
    fail,
  )
  const models = await watchModels(DISTRESS_FOLDER, {
    known: featureNames,
    onRefusal: (error) => log.error({ err: error }, 'A model cannot be used'),
  })
  const packs = openPacks(packReader(database, clock.current))
  const probes = openProbes({ database, redis, kafka: admin, temporal })
  const urgencies = openUrgencies({ settings, log, database, clock, packs })
  const deps: Deps = {
    ...{ settings, log, database, producer, clock, feed, urgencies },
    vault: openVault(database, environment),
    cases: openCases(temporal.client),
    models,
    packs,
    sessions: openSessions(database, publicUrl, sessionKey),
    relyingParty: openRelyingParty({
      issuer: new URL(environment.OIDC_ISSUER ?? new URL(issuerPath, publicUrl)),
      clientSecret: environment.EQUILIBRATE_OIDC_CLIENT_SECRET,
      publicUrl,
    }),
    probes,
    metrics: openMetrics({ database, probes }),
    ...caseSigners(environment.EQUILIBRATE_DECISION_PRIVATE_KEY),
    readState: (customer) => readState(redis, customer),
    tokenise: (customerId) => tokenOf(pepper, customerId),
    readRuns: (caseId) => runsSoFar(temporal, caseId),
  }
  const closeAll = async (): Promise<void> => {
    urgencies.stop()
    await close()
  }
  return { deps, options: { sessionKey, issuer }, close: closeAll }
}

async function connect(
  environment: ApiEnvironment,
  database: Database,
  log: Logger,
  fail: (error: unknown) => void,
) {
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-api')
  const admin = kafka.admin()
  const [redis, producer, temporal, clock, feed] = await Promise.all([
    openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis')),
    openProducer(kafka),
    connectTemporal({ address: environment.TEMPORAL_ADDRESS, namespace: environment.TEMPORAL_NAMESPACE }),
    watchClock(database, environment.EQUILIBRATE_MODE, fail),
    openEventFeed(database, fail),
    admin.connect(),
  ])
  const housekeeping = startHousekeeping(database, log)
  const close = async (): Promise<void> => {
    housekeeping.stop()
    await Promise.all([feed.close(), clock.close(), producer.close(), admin.disconnect(), temporal.close()])
    redis.disconnect()
    await database.close()
  }
  return { redis, admin, producer, temporal, clock, feed, close }
}

const settingsOf = (environment: ApiEnvironment): Settings => ({
  mode: environment.EQUILIBRATE_MODE,
  publicUrl: new URL(environment.EQUILIBRATE_PUBLIC_URL),
  bankZone: environment.EQUILIBRATE_BANK_ZONE,
  pack: environment.EQUILIBRATE_PACK,
  temporalUiUrl: environment.TEMPORAL_UI_URL,
  temporalNamespace: environment.TEMPORAL_NAMESPACE,
  phonesUrl: environment.PHONES_URL,
  rehearsal: environment.EQUILIBRATE_REHEARSAL,
  twilioAuthToken: environment.TWILIO_AUTH_TOKEN,
  embeddedIssuer: environment.OIDC_ISSUER === undefined,
})

function embeddedIssuer(
  environment: ApiEnvironment,
  { mode, publicUrl, embeddedIssuer }: Settings,
  database: Database,
  cookieKey: Buffer,
): AppOptions['issuer'] {
  if (!embeddedIssuer) return null
  const { EQUILIBRATE_OIDC_JWK, EQUILIBRATE_BANK_CLIENT_SECRET, EQUILIBRATE_DEMO_PASSWORD } = environment
  if (!EQUILIBRATE_DEMO_PASSWORD || !EQUILIBRATE_OIDC_JWK || !EQUILIBRATE_BANK_CLIENT_SECRET)
    throw new ServiceError(
      'invalid',
      'environment',
      'Without OIDC_ISSUER this process is the issuer and needs EQUILIBRATE_DEMO_PASSWORD, _OIDC_JWK and _BANK_CLIENT_SECRET',
    )
  const provider = createIssuer({
    mode,
    database,
    publicUrl,
    cookieKey,
    signingKey: JSON.parse(EQUILIBRATE_OIDC_JWK) as JWK,
    clientSecret: environment.EQUILIBRATE_OIDC_CLIENT_SECRET,
    bankClientSecret: EQUILIBRATE_BANK_CLIENT_SECRET,
  })
  return { provider, password: EQUILIBRATE_DEMO_PASSWORD }
}
