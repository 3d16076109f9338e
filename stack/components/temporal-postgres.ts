import { join } from 'node:path'
import { cached, type Recipe } from '../cache.ts'
import { StackError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { onPath, run } from '../shell.ts'

const MODULE = join(import.meta.dirname, '..', 'temporal-postgres')

/** A module of its own: what `npm start` needs is not built anew when this changes. */
const recipe: Recipe = {
  name: 'temporal-postgres',
  definitionFiles: [join(MODULE, 'go.mod'), join(MODULE, 'go.sum')],
  build: async (folder, progress) => {
    await progress.step(
      'Temporal',
      'building the server for PostgreSQL with Go',
      () => build(folder),
      'built',
    )
  },
}

async function build(folder: string): Promise<void> {
  const go = onPath('go')
  if (!go)
    throw new StackError('Temporal cannot be built: Go is not on the PATH.', 'Install Go 1.21 or later.')
  const tools = ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql']
  await run(go, ['build', '-trimpath', '-ldflags', '-s -w', '-o', `${folder}/`, ...tools], {
    cwd: MODULE,
    takesLong: true,
    environment: { GOTOOLCHAIN: process.env.GOTOOLCHAIN ?? 'auto', CGO_ENABLED: '0' },
  })
}

/** Temporal's own server as production runs it, and the tool that brings its schema into PostgreSQL. */
export async function temporalOnPostgres(progress: Progress): Promise<{ server: string; schema: string }> {
  const folder = await cached(recipe, progress)
  return { server: join(folder, 'server'), schema: join(folder, 'sql') }
}
