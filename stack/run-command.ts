import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { machineEnvironment } from './environment.ts'
import { StackError } from './errors.ts'
import { homeFolder, ROOT } from './home.ts'
import { readRuntime } from './runtime-file.ts'

const SIGNALLED = 1

/** Runs a command of the product (`audit:export` is `commands/audit-export.ts`) with the environment of the running
 *  instance of this home, if there is one. What it writes goes straight through. */
export async function runProductCommand(name: string, args: string[]): Promise<number> {
  return runFile(`commands/${name.replaceAll(':', '-')}.ts`, args)
}

/** `npm run bench -- NAME`: runs `bench/NAME.ts`. */
export async function bench([name, ...args]: string[]): Promise<number> {
  const folder = join(ROOT, 'bench')
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (/^[a-z-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []))
    : []
  if (name && names.includes(name)) return runFile(`bench/${name}.ts`, args)
  throw new StackError(
    `Unknown benchmark: ${name ?? '(none given)'}.`,
    `Known: ${names.join(', ') || 'none yet'}.`,
  )
}

function runFile(file: string, args: string[]): Promise<number> {
  const whole = join(ROOT, file)
  if (!existsSync(whole)) throw new StackError(`${file} is missing.`)
  const home = homeFolder()
  const running = readRuntime(home)?.environment
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', whole, ...args], {
    stdio: 'inherit',
    cwd: process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd(),
    env: { ...machineEnvironment(), ...process.env, EQUILIBRATE_HOME: home, ...running },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? SIGNALLED))
  })
}
