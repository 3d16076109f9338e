import { StackError } from '../errors.ts'
import { onPath, run } from '../shell.ts'

const MINOR_AT_LEAST = 11

/** The Python that trains models; running the product needs none. @throws StackError when there is none. */
export async function requirePython(): Promise<string> {
  const python = onPath('python3')
  const remedy = `Install Python 3.${MINOR_AT_LEAST} or later with venv (apt-get install python3 python3-venv).`
  if (!python) throw new StackError('Models cannot be trained: python3 is not on the PATH.', remedy)
  const version = await run(python, ['-c', 'import sys, venv; print(*sys.version_info[:2])'])
  const [major = 0, minor = 0] = version.split(' ').map(Number)
  if (major === 3 && minor >= MINOR_AT_LEAST) return python
  throw new StackError(
    `Models cannot be trained: ${python} is Python ${version.trim().replace(' ', '.')}.`,
    remedy,
  )
}

export async function locatePython(): Promise<string> {
  return `installed, ${await requirePython()}`
}
