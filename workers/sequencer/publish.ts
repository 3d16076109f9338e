import type { Producer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import {
  markPublished,
  sequenceOutbox,
  unpublishedEvents,
  type CaseEvent,
} from '../../stores/postgres/outbox.ts'

/** Numbers what waits in the outbox, then brings it to `case-events`: at least once, in order, known by `seq`. */
export async function sequenceAndPublish(db: Database, producer: Producer): Promise<void> {
  while ((await sequenceOutbox(db)) > 0);
  for (;;) {
    const events = await unpublishedEvents(db)
    if (events.length === 0) return
    await producer.send(topics.caseEvents, events.map(recordOf))
    await markPublished(db, events)
  }
}

const recordOf = ({ seq, type, subject, version, at }: CaseEvent): { key: string; value: string } => ({
  key: subject,
  value: JSON.stringify({ seq, type, subject, version, at }),
})
