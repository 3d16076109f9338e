import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'

const STILL_EVERY_MS = 15_000
const SHOWN_OUTPUT_CHARACTERS = 2000

/** Runs npm with the given Node and shows what takes how long; what npm says is shown only when it fails. */
export async function run(name, doing, node, args, cwd) {
  const began_ms = Date.now()
  const say = (text) => process.stderr.write(`  ${name.padEnd(12)} ${text}\n`)
  const elapsed = () => `${Math.round((Date.now() - began_ms) / 1000)} s`
  say(`${doing} …`)
  const still = setInterval(() => say(`${doing} … ${elapsed()}`), STILL_EVERY_MS)
  try {
    await npm(node, args, cwd)
    say(`ready (${elapsed()})`)
  } finally {
    clearInterval(still)
  }
}

function npm(node, args, cwd) {
  const path = [dirname(node), process.env.PATH ?? ''].join(delimiter)
  const env = { HOME: homedir(), ...process.env, PATH: path }
  return new Promise((resolve, reject) => {
    const child = spawn(node, [npmScript(), ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve()
      const tail = output.slice(-SHOWN_OUTPUT_CHARACTERS)
      reject(new Error(`npm ${args.join(' ')} ended with ${signal ?? code}:\n${tail}`))
    })
  })
}

/** The npm that called us, or the one on the PATH. */
function npmScript() {
  const caller = process.env.npm_execpath
  if (caller && basename(caller).startsWith('npm') && existsSync(caller)) return caller
  for (const folder of [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)]) {
    const npm = join(folder, 'npm')
    if (existsSync(npm)) return scriptOf(realpathSync(npm))
  }
  throw new Error('npm is not on the PATH. Install it with Node (https://nodejs.org), 18 or later.')
}

/** Some machines have a small shell script named npm; npm's own script then lies beside it. */
function scriptOf(npm) {
  if (npm.endsWith('.js')) return npm
  const beside = join(dirname(npm), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  if (existsSync(beside)) return beside
  throw new Error(`${npm} is no npm that this script can run; set npm_execpath to its npm-cli.js.`)
}
