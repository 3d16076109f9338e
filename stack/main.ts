import { explain, StackError } from './errors.ts'

type Command = (args: string[]) => Promise<number>

/** Loaded only when asked for: a formatter needs no database driver. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  components: async () => (await import('./components-command.ts')).runComponents,
  secrets: async () => (await import('./secrets-command.ts')).printSecrets,
  doctor: async () => (await import('./doctor.ts')).doctor,
  test: async () => (await import('./test.ts')).testAll,
  'test:unit': async () => (await import('./test.ts')).testUnits,
  check: async () => (await import('./check.ts')).check,
  format: async () => (await import('./check.ts')).format,
  connect: async () => (await import('./connect/connect.ts')).connect,
  bench: async () => (await import('./run-command.ts')).bench,
  chaos: async () => (await import('./run-command.ts')).chaos,
}
const ofTheProduct = [
  ...['features', 'features:rebuild', 'outcomes', 'score', 'tokens', 'rejected', 'contacts', 'consents'],
  ...[
    'train',
    'models',
    'thresholds',
    'audit:export',
    'audit:verify',
    'histories',
    'policies:check',
    'policies:what-if',
    'openapi',
    'reconcile',
  ],
  'features:page',
]

async function find(name: string): Promise<Command> {
  const command = commands[name]
  if (command) return command()
  const known = [...Object.keys(commands), ...ofTheProduct].join(', ')
  if (!ofTheProduct.includes(name)) throw new StackError(`Unknown command: ${name}.`, `Known: ${known}.`)
  const { runProductCommand } = await import('./run-command.ts')
  return (args) => runProductCommand(name, args)
}

// `npm run doctor | head`: whoever reads may have read enough.
process.stdout.on('error', () => process.exit())
const [name = '', ...args] = process.argv.slice(2)
try {
  process.exitCode = await (await find(name))(args)
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`)
  process.exitCode = 1
}
