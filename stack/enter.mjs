/**
 * The way in of every `npm run` command. It depends on nothing, runs on Node 18 or later, brings Node 24 and the
 * npm packages where they are missing, and hands over to `main.ts`.
 */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installPackages } from './bootstrap/packages.mjs'
import { findNode } from './bootstrap/node.mjs'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const LOOK_FOR_PARENT_MS = 1000
const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }

try {
  const node = await findNode()
  await installPackages(node)
  handOver(node)
} catch (error) {
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
}

function handOver(node) {
  // kafkajs asks for timers in the past, which Node 24 would announce each time.
  const flags = ['--disable-warning=TimeoutNegativeWarning', '--disable-warning=ExperimentalWarning']
  const child = spawn(node, [...flags, MAIN, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('disconnect', () => child.kill('SIGTERM'))
  followParent(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be run: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => process.exit(code ?? SIGNAL_EXIT_CODES[signal] ?? 1))
}

/** Under npm (which starts a shell, which starts us), its end is ours: a killed npm must leave nothing running.
 *  Started otherwise, we may be a daemon. */
function followParent(end) {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  const npm = parentOf(shell)
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return
    clearInterval(watch)
    end()
  }, LOOK_FOR_PARENT_MS)
  watch.unref()
}

function parentOf(pid) {
  try {
    if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)]))
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}
