import { join } from 'node:path'

/** The frontend listens on the first; the rest follow. */
export type ServerPorts = { first: number }

const HISTORY_SHARDS = 4
const CONNECTIONS_MAX = 20

/** A single server with all four services on the loopback, as the image of Temporal's makers sets it up. JSON is YAML. */
export function serverConfiguration(databaseUrl: string, { first }: ServerPorts, folder: string): string {
  const { host, username, password } = new URL(databaseUrl)
  const store = (databaseName: string) => ({
    sql: {
      ...{ pluginName: 'postgres12', databaseName, connectAddr: host, connectProtocol: 'tcp' },
      ...{ user: username, password: decodeURIComponent(password) },
      ...{ maxConns: CONNECTIONS_MAX, maxIdleConns: CONNECTIONS_MAX, maxConnLifetime: '1h' },
    },
  })
  const service = (offset: number) => ({
    rpc: { grpcPort: first + offset, membershipPort: first + offset + 1, bindOnIP: '127.0.0.1' },
  })
  return JSON.stringify({
    log: { stdout: false, level: 'error', outputFile: join(folder, 'server.log') },
    persistence: {
      numHistoryShards: HISTORY_SHARDS,
      defaultStore: 'default',
      visibilityStore: 'visibility',
      datastores: { default: store('temporal'), visibility: store('temporal_visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: { frontend: service(0), matching: service(2), history: service(4), worker: service(6) },
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${first}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: `127.0.0.1:${first}` },
    dynamicConfigClient: { filepath: join(folder, 'dynamic.yaml'), pollInterval: '60s' },
  })
}
