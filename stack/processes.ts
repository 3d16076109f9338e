/** A process of the product: its file, and the secrets and credentials that it needs; it gets no other. */
export interface ProductProcess {
  name: string
  file: string
  needs: readonly string[]
}

const DATABASE = 'DATABASE_URL'
const VAULT = ['EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY']
const TOKENS = 'EQUILIBRATE_TOKEN_PEPPER'
const TWILIO = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN']

export const prepare: ProductProcess = { name: 'prepare', file: 'commands/prepare.ts', needs: [DATABASE] }

/** Builds the workflow code; needs nothing that runs. */
export const bundle: ProductProcess = { name: 'workflows', file: 'commands/bundle-workflows.ts', needs: [] }

/** Looks at a file's header before anything starts. */
export const checkInput: ProductProcess = { name: 'load', file: 'commands/check-input.ts', needs: [] }

export const load: ProductProcess = {
  name: 'load',
  file: 'commands/load.ts',
  needs: [DATABASE, TOKENS, ...VAULT],
}

export const phones: ProductProcess = { name: 'phones', file: 'simulator/phones.ts', needs: TWILIO }

/** In the order in which they are started; they are stopped in the reverse. */
export const services: readonly ProductProcess[] = [
  {
    name: 'api',
    file: 'api/server.ts',
    needs: [
      ...[DATABASE, TOKENS, ...VAULT, 'TWILIO_AUTH_TOKEN'],
      ...['EQUILIBRATE_SESSION_KEY', 'EQUILIBRATE_DECISION_PRIVATE_KEY'],
      ...['EQUILIBRATE_OIDC_CLIENT_SECRET', 'EQUILIBRATE_OIDC_JWK'],
      ...['EQUILIBRATE_BANK_CLIENT_SECRET', 'EQUILIBRATE_DEMO_PASSWORD'],
    ],
  },
  { name: 'sequencer', file: 'workers/sequencer.ts', needs: [DATABASE] },
  { name: 'stream', file: 'workers/stream.ts', needs: [DATABASE] },
  {
    name: 'opener',
    file: 'workers/opener.ts',
    needs: [DATABASE, 'EQUILIBRATE_DECISION_PUBLIC_KEY', 'EQUILIBRATE_EXPERIMENT_KEY'],
  },
  { name: 'rejected', file: 'workers/rejected.ts', needs: [DATABASE, ...VAULT] },
  { name: 'projector', file: 'workers/projector.ts', needs: [DATABASE] },
  { name: 'cases', file: 'workers/cases.ts', needs: [DATABASE, ...VAULT] },
  { name: 'outreach', file: 'workers/outreach.ts', needs: [DATABASE, ...VAULT, ...TWILIO, 'SMTP_URL'] },
  { name: 'sealer', file: 'workers/sealer.ts', needs: [DATABASE] },
]

/** The services with so many stream workers: they share the partitions among themselves. */
export const servicesWith = (streamWorkers: number): ProductProcess[] =>
  services.flatMap((service) =>
    service.name === 'stream'
      ? Array.from({ length: streamWorkers }, (_, index) =>
          index === 0 ? service : { ...service, name: `${service.name}-${index + 1}` },
        )
      : [service],
  )

/** Both for `npm run connect`: what Kafka Connect is started with, and what turns its rows into facts. */
export const connectSettings: ProductProcess = {
  name: 'connect-settings',
  file: 'commands/connect.ts',
  needs: [DATABASE, 'CAPTURE_DATABASE_URL'],
}
export const capture: ProductProcess = {
  name: 'capture',
  file: 'workers/capture.ts',
  needs: [DATABASE, ...VAULT],
}

/** The pretend staff of a rehearsal. */
export const staff: ProductProcess = {
  name: 'staff',
  file: 'simulator/staff.ts',
  needs: ['EQUILIBRATE_DEMO_PASSWORD'],
}

export const bank: ProductProcess = {
  name: 'bank',
  file: 'simulator/bank.ts',
  needs: ['EQUILIBRATE_BANK_CLIENT_SECRET'],
}
