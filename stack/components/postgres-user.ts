import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StackError } from '../errors.ts'
import { onPath, run } from '../shell.ts'

const NAME = 'postgres'
const OTHERS_MAY_PASS = 0o001

/** Who the server runs as. PostgreSQL refuses root, so a root instance runs it as a user of its own. */
export interface ServerUser {
  /** Set when this process is root. */
  identity?: { uid: number; gid: number }
  /** Some folder on the way to its files is closed to others (root's home, a private temporary folder). */
  passesClosedFolders: boolean
}

/** The user for a server with files under these paths; made when root has none yet. */
export async function serverUser(paths: string[]): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { passesClosedFolders: false }
  return { identity: await ids().catch(createUser), passesClosedFolders: paths.some(hasClosedFolder) }
}

async function ids(): Promise<{ uid: number; gid: number }> {
  return { uid: Number(await run('id', ['-u', NAME])), gid: Number(await run('id', ['-g', NAME])) }
}

async function createUser(): Promise<{ uid: number; gid: number }> {
  await run('groupadd', ['--system', '--force', NAME])
  await run('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
  return ids()
}

function hasClosedFolder(path: string): boolean {
  const isClosed = (statSync(path).mode & OTHERS_MAY_PASS) === 0
  return isClosed || (dirname(path) !== path && hasClosedFolder(dirname(path)))
}

/** The command as that user. Through closed folders it passes with one capability: to read, not to write. */
export function asServerUser(
  user: ServerUser,
  command: string,
  args: string[],
): { command: string; args: string[]; uid?: number; gid?: number } {
  if (!user.identity || !user.passesClosedFolders) return { command, args, ...user.identity }
  const { uid, gid } = user.identity
  const setpriv = onPath('setpriv')
  if (!setpriv) {
    throw new StackError(
      'PostgreSQL cannot reach its files: root runs it as another user, and a folder on the way is closed to others.',
      'Open that folder for passing (chmod o+x), choose another EQUILIBRATE_HOME, or install util-linux (setpriv).',
    )
  }
  const asUser = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const capability = ['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search']
  return { command: setpriv, args: [...asUser, ...capability, command, ...args] }
}
