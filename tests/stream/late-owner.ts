import { once } from 'node:events'
import { openRedis } from '../../stores/redis/client.ts'
import { openStateStore } from '../../stores/redis/state-store.ts'

/**
 * A worker that was slow: it claims partition 0, reports where it stands, sleeps until it is told to go on, and only
 * then commits what it had computed. It prints what became of that.
 */
const redis = await openRedis(process.env['REDIS_URL'] ?? '', () => undefined)
const store = openStateStore(redis)
const claim = await store.claim(0)
process.stdout.write(`claimed at ${claim.offset}, generation ${claim.generation}\n`)
await once(process.stdin, 'data')
const result = await store.commit(claim, {
  to: { offset: claim.offset + 1, tick: '' },
  states: new Map([[process.env['LATE_CUSTOMER'] ?? '', Buffer.from('late')]]),
  newcomers: [],
  outbox: [{ topic: 'evaluations', key: 'late', value: '{}' }],
  counts: { transactions: 1 },
})
process.stdout.write(`late commit: ${result}\n`)
process.stdout.write(`late trim: ${await store.trimOutbox(claim, { pages: 1, records: [] })}\n`)
redis.disconnect()
process.stdin.unref()
