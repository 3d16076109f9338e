import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { secretsInForce } from './environment.ts'
import { StackError } from './errors.ts'
import { Home, homeFolder, ROOT } from './home.ts'
import { readRuntime } from './runtime-file.ts'
import { loadSecrets } from './secrets.ts'
import { toolEnvironment } from './shell.ts'

const SIGNALLED = 1
/** These ask the running components. */
const NEED_AN_INSTANCE = [
  'features:rebuild',
  'audit:export',
  'histories',
  'rejected',
  'contacts',
  'consents',
  'reconcile',
  'policies:what-if',
]

/** Runs a command of the product (`audit:export` is `commands/audit-export.ts`) with the environment of the running
 *  instance of this home, or with the home's secrets when none runs. What it writes goes straight through. */
export async function runProductCommand(name: string, args: string[]): Promise<number> {
  if (NEED_AN_INSTANCE.includes(name) && !process.env.DATABASE_URL && !readRuntime(homeFolder())) {
    throw new StackError(
      `npm run ${name} asks a running instance, and none runs in ${homeFolder()}.`,
      'Start it with npm start.',
    )
  }
  return runFile(`commands/${name.replaceAll(':', '-')}.ts`, args)
}

/** `npm run bench -- NAME`: runs `bench/NAME.ts`. */
export async function bench([name, ...args]: string[]): Promise<number> {
  const folder = join(ROOT, 'bench')
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (/^[a-z-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []))
    : []
  // A benchmark starts what it measures: what runs in this home lends it nothing.
  if (name && names.includes(name)) return runFile(`bench/${name}.ts`, args, {})
  throw new StackError(
    `Unknown benchmark: ${name ?? '(none given)'}.`,
    `Known: ${names.join(', ') || 'none yet'}.`,
  )
}

/** `npm run chaos [-- cases]`: strikes at components of its own, never at those of a running instance. */
export const chaos = ([first, ...rest]: string[]): Promise<number> =>
  first === 'cases'
    ? runFile('tests/case/chaos/run.ts', rest, {})
    : runFile('tests/stream/chaos/run.ts', first === undefined ? [] : [first, ...rest], {})

function environmentOfInstance(): Record<string, string> {
  const home = homeFolder()
  const secrets = (): Record<string, string> =>
    secretsInForce(loadSecrets(new Home(home).file('secrets.json')))
  return readRuntime(home)?.environment ?? secrets()
}

function runFile(file: string, args: string[], given = environmentOfInstance()): Promise<number> {
  const whole = join(ROOT, file)
  if (!existsSync(whole)) throw new StackError(`${file} is missing.`)
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', whole, ...args], {
    stdio: 'inherit',
    cwd: process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd(),
    env: { ...toolEnvironment(), EQUILIBRATE_HOME: homeFolder(), ...given },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? SIGNALLED))
  })
}
