import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker'
import { describeError, type Logger } from '../../stores/logger.ts'

/** Routes what Temporal's library has to say into our log, without what an error's message could quote. */
export function installRuntime(log: Logger): void {
  const logger = new DefaultLogger('WARN', (entry) => log[levelOf(entry)](safeMeta(entry), entry.message))
  Runtime.install({ logger, shutdownSignals: [] })
}

const levelOf = ({ level }: LogEntry): 'warn' | 'error' => (level === 'ERROR' ? 'error' : 'warn')

const SHOWN = ['activityType', 'workflowType', 'workflowId', 'runId', 'attempt', 'taskQueue', 'sdkComponent']

function safeMeta({ meta }: LogEntry): Record<string, unknown> {
  const entries = Object.entries(meta ?? {})
  const shown = Object.fromEntries(entries.filter(([name]) => SHOWN.includes(name)))
  const error = meta?.['error']
  return error instanceof Error ? { ...shown, error: describeError(error) } : shown
}
