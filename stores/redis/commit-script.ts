import { script } from './script.ts'

/**
 * Takes a partition: whoever had it before can write no more. Returns generation, offset and tick progress. A generation
 * is the server's time in microseconds and not a counter: what falls back to its last writes, or is built anew, would
 * count the same number twice, and an owner of before would be taken for the one of now.
 */
export const claimScript = script(`
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local generation = string.format('%.0f', math.max(now, (redis.call('GET', KEYS[1]) or 0) + 1))
  redis.call('SET', KEYS[1], generation)
  return { generation, redis.call('GET', KEYS[2]) or '0', redis.call('GET', KEYS[3]) or '' }
`)

/**
 * The one write of the stream. Either all of it happens or nothing:
 * KEYS generation, offset, tick, customers, counts, outbox, then one state key a customer;
 * ARGV generation, offset and tick as they must stand, offset and tick as they shall stand,
 * number of counts, (name, addend)…, number of outbox entries, entry…, (customer, state)….
 */
export const commitScript = script(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'not-owner' end
  if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[2] then return 'elsewhere' end
  if (redis.call('GET', KEYS[3]) or '') ~= ARGV[3] then return 'elsewhere' end
  redis.call('SET', KEYS[2], ARGV[4])
  redis.call('SET', KEYS[3], ARGV[5])
  local at = 7
  for _ = 1, tonumber(ARGV[6]) do
    redis.call('HINCRBY', KEYS[5], ARGV[at], ARGV[at + 1])
    at = at + 2
  end
  local entries = tonumber(ARGV[at])
  for i = at + 1, at + entries do redis.call('RPUSH', KEYS[6], ARGV[i]) end
  at = at + 1 + entries
  for i = 7, #KEYS do
    redis.call('ZADD', KEYS[4], 0, ARGV[at])
    redis.call('SET', KEYS[i], ARGV[at + 1])
    at = at + 2
  end
  return 'committed'
`)

/** Drops the first entries of an outbox, for its owner only: another one may have drained and trimmed meanwhile. */
export const trimScript = script(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('LTRIM', KEYS[2], ARGV[2], -1)
  return 1
`)
