import { openConsents } from '../ingest/people.ts'
import { writeConsents } from '../stores/postgres/consents.ts'
import { runOffline } from './offline/run.ts'
import { loadPeople } from './people/load-people.ts'

/** `npm run consents -- --input FILE`: consents and other lawful bases of customers, from CSV. */
await runOffline(() =>
  loadPeople({
    format: 'consents',
    open: openConsents,
    write: ({ database }, rows) =>
      writeConsents(
        database,
        rows.map(({ customer, value: { customerId: _, ...consent } }) => ({ customer, ...consent })),
      ),
  }),
)
