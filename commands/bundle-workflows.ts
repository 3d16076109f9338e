import { createLogger } from '../stores/logger.ts'
import { workflowBundle } from '../workers/temporal/bundle.ts'

/** Builds the workflow code ahead of the worker that runs it; done at once where it is built already. */
await workflowBundle(createLogger('bundle-workflows'))
