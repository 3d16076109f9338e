import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ServiceError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'

const run = promisify(execFile)
const LOCK = join(import.meta.dirname, 'requirements.lock')
const MINOR_AT_LEAST = 11
const REMEDY = `Install Python 3.${MINOR_AT_LEAST} or later with venv (apt-get install python3 python3-venv).`

/** The Python that trains. @throws unavailable: no fitting Python, or its packages cannot be installed */
export const trainingPython = (say: (text: string) => void): Promise<string> =>
  pythonWith(LOCK, 'training', say)

/**
 * The Python of a virtual environment that holds exactly the locked packages; made on demand in the cache, whose
 * folder's name says which versions it holds, so that an upgrade makes a new one.
 * @throws unavailable: no fitting Python, or its packages cannot be installed
 */
export async function pythonWith(lock: string, name: string, say: (text: string) => void): Promise<string> {
  const version = await pythonVersion()
  const definition = sha256(`${process.platform} ${process.arch} ${version}\n${await readFile(lock, 'utf8')}`)
  const folder = join(cacheFolder(), `${name}-${definition.slice(0, 12)}`)
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  say('making the Python environment (once)')
  await mkdir(cacheFolder(), { recursive: true })
  const aside = await mkdtemp(`${folder}.`)
  try {
    await install(aside, lock)
    await rename(aside, folder).catch((error: unknown) => {
      // Another run was faster and made the same one.
      if (!existsSync(python)) throw error
    })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return python
}

async function install(folder: string, lock: string): Promise<void> {
  try {
    await run('python3', ['-m', 'venv', folder])
    // `python -m pip`, never the script `pip`: scripts hold the folder's first name.
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--ignore-requires-python']
    await run(join(folder, 'bin', 'python'), [...pip, '--only-binary', ':all:', '-r', lock])
  } catch (error) {
    const why = String((error as { stderr?: string }).stderr ?? error).trim()
    const last = why.split('\n').slice(-3).join(' ')
    throw new ServiceError(
      'unavailable',
      'training-environment',
      `Python's packages cannot be installed: ${last}`,
    )
  }
}

async function pythonVersion(): Promise<string> {
  const asked = ['-c', 'import sys, venv; print(*sys.version_info[:2], sep=".")']
  const { stdout } = await run('python3', asked).catch(() => {
    throw new ServiceError('unavailable', 'no-python', `Models cannot be trained without Python. ${REMEDY}`)
  })
  const version = stdout.trim()
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 3 && minor >= MINOR_AT_LEAST) return version
  throw new ServiceError('unavailable', 'old-python', `python3 is ${version}. ${REMEDY}`)
}

/** As the stack has it: built components are shared by all checkouts. */
function cacheFolder(): string {
  const { EQUILIBRATE_CACHE, XDG_CACHE_HOME } = process.env
  return EQUILIBRATE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'equilibrate')
}
