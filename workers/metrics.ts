import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'

export type WorkerMetrics = { registry: Registry; close: () => void }

const LOOPBACK = '127.0.0.1'

/**
 * The metrics of a worker at `/metrics`, on EQUILIBRATE_METRICS_PORT or on a free port. Where it listens stands in the
 * home's folder `metrics`, in the form that Prometheus reads by itself (`file_sd_configs`).
 */
export async function openWorkerMetrics(worker: string): Promise<WorkerMetrics> {
  const name = process.env['EQUILIBRATE_PROCESS'] ?? worker
  const registry = new Registry()
  registry.setDefaultLabels({ process: name })
  collectDefaultMetrics({ register: registry })
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  const { EQUILIBRATE_METRICS_PORT: port, EQUILIBRATE_METRICS_BIND: host = LOOPBACK } = process.env
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(port ?? 0), host, resolve)
  })
  server.unref()
  const file = announce(name, `${host}:${(server.address() as AddressInfo).port}`)
  return {
    registry,
    close: () => {
      server.close()
      if (file) rmSync(file, { force: true })
    },
  }
}

function announce(name: string, target: string): string | null {
  const home = process.env['EQUILIBRATE_HOME']
  if (!home) return null
  const folder = join(home, 'metrics')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify([{ targets: [target], labels: { process: name } }]))
  return file
}
