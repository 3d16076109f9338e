import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../stores/postgres/database.ts'
import { countOpenCases } from '../stores/postgres/inbox-counts.ts'
import { within, type Probes } from './routes/probes.ts'

/** From a read of one row to a batch of 1,000 events on a busy broker. */
const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = {
  contentType: string
  /** Everything, as Prometheus reads it. What cannot be read now is absent, not zero. */
  text: () => Promise<string>
  /** Times the requests of a route, under the route's name: a path could hold a customer's id. */
  timed: (route: string) => RequestHandler
}

type MetricsDeps = { database: Pick<Database, 'query'>; probes: Pick<Probes, 'streamLag'> }

/** The metrics of this process and of the stream and the cases. Numbers only. */
export function openMetrics({ database, probes }: MetricsDeps): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addGauge(registry, 'equilibrate_stream_lag', 'Bank events that no state has folded yet', probes.streamLag)
  addGauge(registry, 'equilibrate_cases_open', 'Cases that are not at their end', () =>
    within(countOpenCases(database)),
  )
  const duration = new Histogram({
    name: 'equilibrate_http_request_duration_seconds',
    help: 'From the request to the end of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    timed: (route) => (request, response, next) => {
      const stop = duration.startTimer({ route, method: request.method })
      response.once('finish', () => stop({ status: response.statusCode }))
      next()
    },
  }
}

function addGauge(registry: Registry, name: string, help: string, read: () => Promise<number | null>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const value = await read().catch(() => null)
      if (value === null) this.remove()
      else this.set(value)
    },
  })
}
