import type { KeyObject } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ServiceError } from '../domain/errors.ts'
import { featureNames } from '../features/catalogue.ts'
import { challenge, promote, rollBack, type SignOff } from '../models/promote.ts'
import { readPromotions, type Promotion } from '../models/promotions.ts'
import { DISTRESS_FOLDER, trustedKeysOf } from '../models/registry.ts'
import { keyFile, signingKey, trust } from '../models/training/signing-key.ts'
import { readTrustedKeys } from '../models/trusted-keys.ts'
import { readVersion } from '../models/version-folder.ts'
import { readEnvironment } from '../stores/environment.ts'
import { runOffline } from './offline/run.ts'

const USAGE =
  'npm run models -- list | promote VERSION | challenge VERSION | unchallenge | rollback, each change with --by WHO --reason WHY; trust'

/**
 * `npm run models`: the versions and what they do, and the only way to change that. A change is signed, goes to the
 * end of the promotion log, and is in force in every running process about a second later. `trust` puts the public half
 * of this home's key among the trusted ones, where a reviewer sees it: a new checkout needs that once.
 */
await runOffline(async () => {
  const { values, positionals } = parse(process.argv.slice(2))
  const [verb = 'list', version] = positionals
  const folder = values.registry ? join(resolve(values.registry), 'distress') : DISTRESS_FOLDER
  if (verb === 'list') return print(await listed(folder))
  if (verb === 'trust') return print({ added: await trust(await homeKey(), trustedKeysOf(folder)) })
  const changes: Record<string, (signOff: SignOff) => Promise<Promotion>> = {
    promote: (signOff) => promote(folder, named(version), signOff, featureNames),
    challenge: (signOff) => challenge(folder, named(version), signOff, featureNames),
    unchallenge: (signOff) => challenge(folder, null, signOff, featureNames),
    rollback: (signOff) => rollBack(folder, signOff, featureNames),
  }
  const change = changes[verb]
  if (!change) throw new ServiceError('invalid', 'verb-unknown', USAGE)
  print(await change(await signOffOf(values)))
})

/** Every version, whether it verifies, and the log. */
async function listed(folder: string): Promise<unknown> {
  const trusted = await readTrustedKeys(trustedKeysOf(folder))
  const log = await readPromotions(folder, trusted)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const versions = await Promise.all(
    names.sort().map(async (version) => ({
      version,
      role: roleOf(version, log.at(-1)),
      verifies: await readVersion(join(folder, version), trusted).then(
        () => true,
        (error: Error) => error.message,
      ),
    })),
  )
  return { versions, promotions: log }
}

function roleOf(version: string, last: Promotion | undefined): string {
  return version === last?.champion ? 'champion' : version === last?.challenger ? 'challenger' : 'former'
}

async function signOffOf({ by, reason }: { by?: string; reason?: string }): Promise<SignOff> {
  if (!by || !reason) throw new ServiceError('invalid', 'option-missing', USAGE)
  return { by, reason, privateKey: await homeKey() }
}

/** The key that signs for this home; made on first use. */
async function homeKey(): Promise<KeyObject> {
  const { EQUILIBRATE_HOME: home } = readEnvironment('EQUILIBRATE_HOME')
  return signingKey(keyFile(home))
}

function named(version: string | undefined): string {
  if (version !== undefined) return version
  throw new ServiceError('invalid', 'version-missing', USAGE)
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { by: text, reason: text, registry: text }, allowPositionals: true })
  } catch (error) {
    throw new ServiceError('invalid', 'option-unknown', (error as Error).message)
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}
