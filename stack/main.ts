import { explain } from './errors.ts'
import { runComponents } from './components-command.ts'
import { start } from './start.ts'

const commands: Record<string, (args: string[]) => Promise<number>> = {
  start,
  components: runComponents,
}

const [name = '', ...args] = process.argv.slice(2)
try {
  const command = commands[name]
  if (!command) throw new Error(`Unknown command: ${name}`)
  process.exitCode = await command(args)
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`)
  process.exitCode = 1
}
