import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRuntime } from '../../stack/runtime-file.ts'
import { eventually } from '../harness/processes.ts'
import { removeHome, temporaryHome } from '../harness/instance.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const READY_WITHIN_MS = 280_000
const PRETEND_SENDER = '+15005550006'

export type Program = { child: ChildProcess; ended: Promise<string>; output: () => string }
export type Rig = {
  home: string
  /** The pid of a component, as it is now. */
  componentPid: (name: string) => number | undefined
  environment: Record<string, string>
  /** Starts a file of the project as the supervisor would. `ended` gives the signal or the exit code. */
  start: (file: string, more?: Record<string, string>, args?: string[]) => Program
  /** Waits until a program says that it is ready. */
  untilReady: (program: Program) => Promise<unknown>
  /** Starts it and waits until it says that it is ready. */
  startReady: (file: string, more?: Record<string, string>) => Promise<Program>
  /** Arms a fault point; `wasHit` says whether a process died there. */
  arm: (point: string) => void
  wasHit: (point: string) => boolean
  /** What every program has said, for a test that failed. */
  said: () => string
  stop: () => Promise<void>
}

/** The components alone, in a home of their own: nothing of the product runs until a test starts it. */
export async function openRig(partitions: number): Promise<Rig> {
  const home = temporaryHome()
  const faults = join(home, 'faults')
  mkdirSync(faults)
  const programs: Program[] = []
  const run = (args: string[], environment: Record<string, string>): Program => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...environment },
    })
    let all = ''
    child.stdout?.on('data', (chunk: Buffer) => (all += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (all += chunk.toString()))
    const ended = new Promise<string>((resolve) =>
      child.once('close', (code, signal) => resolve(signal ?? `code ${code}`)),
    )
    const program = { child, ended, output: () => all }
    programs.push(program)
    return program
  }
  const components = run(['stack/enter.mjs', 'components'], { EQUILIBRATE_HOME: home })
  const runtime = await eventually('the components', async () => ready(home), READY_WITHIN_MS)
  const environment = {
    ...runtime.environment,
    ...(JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Record<string, string>),
    EQUILIBRATE_PARTITIONS: String(partitions),
    TWILIO_FROM: PRETEND_SENDER,
    EQUILIBRATE_FAULTS_DIR: faults,
  }
  const start: Rig['start'] = (file, more = {}, args = []) =>
    run([file, ...args], { ...environment, ...more })
  return {
    home,
    componentPid: (name) => readRuntime(home)?.processes[name],
    environment,
    start,
    untilReady,
    startReady: async (file, more) => {
      const program = start(file, more)
      await untilReady(program)
      return program
    },
    said: () => programs.map(({ output }) => output()).join('\n'),
    arm: (point) => {
      rmSync(join(faults, `${point}.hit`), { force: true })
      writeFileSync(join(faults, point), '')
    },
    wasHit: (point) => existsSync(join(faults, `${point}.hit`)),
    stop: async () => {
      for (const program of programs.reverse()) {
        if (program.child.exitCode === null) program.child.kill('SIGTERM')
        await program.ended
      }
      await components.ended
      removeHome(home)
    },
  }
}

const untilReady = ({ child, output }: Program): Promise<unknown> =>
  eventually(
    `${child.spawnargs.at(1)} to be ready`,
    async () => output().includes('"ready"'),
    READY_WITHIN_MS,
  )

const ready = (home: string) => {
  const runtime = readRuntime(home)
  return runtime?.ready ? runtime : undefined
}
