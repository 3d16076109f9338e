import { openContacts } from '../ingest/people.ts'
import { runOffline } from './offline/run.ts'
import { loadPeople } from './people/load-people.ts'

/** `npm run contacts -- --input FILE`: contact data of customers, from CSV straight to the vault. */
await runOffline(() =>
  loadPeople({
    format: 'contacts',
    open: openContacts,
    write: async ({ vault }, rows) => {
      for (const { customer, value } of rows) await vault.writeContact(customer, value)
    },
  }),
)
