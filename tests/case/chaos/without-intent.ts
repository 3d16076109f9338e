import { registerHooks } from 'node:module'

/** Loaded before an outreach worker: from then on its dispatch remembers no intent. The chaos must find that out. */
const ours = new URL('dispatch-without-intent.ts', import.meta.url).href
const askers = ['/activities/dispatch-message.ts', '/activities/intend-approved.ts']

registerHooks({
  resolve: (specifier, context, next) => {
    const isAsked = specifier.endsWith('/postgres/dispatch.ts')
    const isDispatch = askers.some((file) => context.parentURL?.endsWith(file))
    return isAsked && isDispatch
      ? { url: ours, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context)
  },
})
