import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { Database } from '../../stores/postgres/database.ts'
import {
  deleteOidcGrant,
  deleteOidcRecord,
  findOidcRecord,
  markOidcRecordUsed,
  saveOidcRecord,
} from '../../stores/postgres/oidc-records.ts'

/** Keeps the embedded issuer's records in PostgreSQL. It names each kind of record once. */
export const oidcAdapter =
  (database: Database): AdapterFactory =>
  (kind): Adapter => ({
    upsert: (id, payload, lifetime_s) =>
      saveOidcRecord(database, kind, id, payload, lifetime_s ? lifetime_s : undefined),
    find: (id) => findOidcRecord(database, kind, { id }) as Promise<AdapterPayload | undefined>,
    findByUid: (uid) => findOidcRecord(database, kind, { uid }) as Promise<AdapterPayload | undefined>,
    // The device flow is off, so no record has a user code.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => markOidcRecordUsed(database, kind, id),
    destroy: (id) => deleteOidcRecord(database, kind, id),
    revokeByGrantId: (grantId) => deleteOidcGrant(database, kind, grantId),
  })
