import { script } from './script.ts'

/*
 * Each of these scripts writes with ONE command. Redis stores a script of several as MULTI … EXEC, and where its
 * append-only file is cut inside of one (a power failure), Redis 7 leaves the first half in the file: the next load
 * would execute it together with the transaction behind it.
 */

/** Lua: the pages of the outbox that wait end with the last one written, and have no gap. */
const firstPage = `
  local function firstPage(position, prefix)
    local first = position and cjson.decode(position).pages or 0
    while first > 0 and redis.call('EXISTS', prefix .. (first - 1)) == 1 do first = first - 1 end
    return first
  end`

/**
 * Takes a partition: whoever had it before can write no more. KEYS generation, position; ARGV prefix of the pages.
 * Returns generation, position and the first page that waits. A generation is the server's time in microseconds and not
 * a counter: what falls back to its last writes, or is built anew, would count the same number twice, and an owner of
 * before would be taken for the one of now.
 */
export const claimScript = script(`${firstPage}
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local generation = string.format('%.0f', math.max(now, (redis.call('GET', KEYS[1]) or 0) + 1))
  redis.call('SET', KEYS[1], generation)
  local position = redis.call('GET', KEYS[2])
  return { generation, position or '', firstPage(position, ARGV[1]) }
`)

/**
 * The one write of the stream. Either all of it happens or nothing: KEYS generation, position, then pages of the outbox
 * and states; ARGV generation and position as they must stand, then a value for each key but the first. Lua passes on
 * 7,999 values, that is 3,999 keys.
 */
export const commitScript = script(`
  local stands = redis.call('MGET', KEYS[1], KEYS[2])
  if stands[1] ~= ARGV[1] then return 'not-owner' end
  if (stands[2] or '') ~= ARGV[2] then return 'elsewhere' end
  local values = {}
  for i = 2, #KEYS do
    values[2 * i - 3] = KEYS[i]
    values[2 * i - 2] = ARGV[i + 1]
  end
  redis.call('MSET', unpack(values))
  return 'committed'
`)

/** Drops pages of an outbox, for its owner only: another one may write them anew. KEYS generation, page…; ARGV generation. */
export const trimScript = script(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('UNLINK', unpack(KEYS, 2))
  return 1
`)

/** Reads where a partition stands. KEYS position; ARGV prefix of the pages. Returns the position and how many records wait. */
export const standingScript = script(`${firstPage}
  local position = redis.call('GET', KEYS[1])
  local waiting = 0
  local pages = position and cjson.decode(position).pages or 0
  for page = firstPage(position, ARGV[1]), pages - 1 do
    waiting = waiting + string.match(redis.call('GETRANGE', ARGV[1] .. page, 0, 8), '^%d+')
  end
  return { position or '', waiting }
`)
