import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { columnsOf, type Mapping } from '../../ingest/mapping.ts'
import { topics } from '../../stores/kafka/topics.ts'

export type ConnectorOptions = { mapping: Mapping; database: string; brokers: string[]; restPort: number }

/** Debezium's name for where a row comes from is `prefix.schema.table`; the transform takes the prefix off. */
const TOPIC_PREFIX = 'bank'
const OFFSET_FLUSH_MS = 1000
const HEARTBEAT_MS = 10_000
const OWNER_ONLY = 0o600

/** Writes `worker.properties` and `connector.properties`. Secrets are not in them: Connect reads them from its environment. */
export async function writeConnector(folder: string, options: ConnectorOptions): Promise<void> {
  await mkdir(folder, { recursive: true })
  const write = (name: string, settings: Record<string, string | number | boolean>): Promise<void> =>
    writeFile(join(folder, name), propertiesOf(settings), { mode: OWNER_ONLY })
  await write('worker.properties', workerSettings(folder, options))
  await write('connector.properties', connectorSettings(options))
}

const workerSettings = (folder: string, { brokers, restPort }: ConnectorOptions) => ({
  'bootstrap.servers': brokers.join(','),
  listeners: `http://127.0.0.1:${restPort}`,
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter.schemas.enable': false,
  // How far the database's log was read. What it misses after a kill comes again, and is known by its id.
  'offset.storage.file.filename': join(folder, 'offsets'),
  'offset.flush.interval.ms': OFFSET_FLUSH_MS,
  'topic.creation.enable': false,
  'producer.acks': 'all',
  'producer.enable.idempotence': true,
  'producer.compression.type': 'none',
  'plugin.discovery': 'service_load',
  'config.providers': 'env',
  'config.providers.env.class': 'org.apache.kafka.common.config.provider.EnvVarConfigProvider',
  'config.providers.env.param.allowlist.pattern': '^CAPTURE_.*',
})

/** Only the columns that the mapping names leave the database; names, phones and narrations never do. */
export function connectorSettings({ mapping, database }: ConnectorOptions) {
  const { hostname, port, username, pathname } = new URL(database)
  const tables = Object.entries(mapping.tables)
  return {
    name: mapping.name,
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'tasks.max': 1,
    'plugin.name': 'pgoutput',
    'database.hostname': hostname,
    'database.port': port || '5432',
    'database.user': decodeURIComponent(username),
    'database.password': '${env:CAPTURE_DATABASE_PASSWORD}',
    'database.dbname': decodeURIComponent(pathname.slice(1)),
    'topic.prefix': TOPIC_PREFIX,
    'slot.name': `equilibrate_${mapping.name}`,
    'publication.name': `equilibrate_${mapping.name}`,
    'publication.autocreate.mode': 'filtered',
    'table.include.list': tables.map(([table]) => quoted(table)).join(','),
    'column.include.list': tables
      .flatMap(([table, rules]) => columnsOf(rules).map((column) => quoted(`${table}.${column}`)))
      .join(','),
    'snapshot.mode': 'initial',
    'decimal.handling.mode': 'string',
    'time.precision.mode': 'isostring',
    'tombstones.on.delete': true,
    // Lets the database forget its log while our tables rest and others are written.
    'heartbeat.interval.ms': HEARTBEAT_MS,
    // A row that cannot be carried must stop the way, not be lost.
    'errors.tolerance': 'none',
    'errors.log.include.messages': false,
    transforms: 'tokenise',
    'transforms.tokenise.type': 'equilibrate.Tokenise',
    'transforms.tokenise.tokens': tables
      .flatMap(([table, { ids }]) =>
        Object.entries(ids).map(([column, kind]) => `${table}.${column}=${kind === 'customer' ? 'c' : kind}`),
      )
      .join(','),
    'transforms.tokenise.keys': tables.map(([table, { key }]) => `${table}=${key}`).join(','),
    'transforms.tokenise.rows.topic': topics.captured,
    'transforms.tokenise.errors.topic': topics.captureErrors,
  }
}

/** Debezium's lists hold regular expressions. */
const quoted = (name: string): string => name.replaceAll('.', '\\.')

/** In a properties file a backslash is an escape. */
const propertiesOf = (settings: Record<string, string | number | boolean>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('')
