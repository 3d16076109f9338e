import { createPublicKey, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { ServiceError } from '../domain/errors.ts'
import { writeAliases } from './aliases.ts'
import { keyIdOf } from './manifest.ts'
import { appendPromotion, readPromotions, type Aliases, type Promotion } from './promotions.ts'
import { loadVersion, trustedKeysOf } from './registry.ts'
import { readTrustedKeys } from './trusted-keys.ts'

/** A person's sign-off: who, why, and the key that signs it. */
export type SignOff = { by: string; reason: string; privateKey: KeyObject }

/** Makes a version the champion, once it has verified whole. @throws corrupt, naming the file; refused: it is already */
export const promote = (
  folder: string,
  version: string,
  signOff: SignOff,
  known?: readonly string[],
): Promise<Promotion> =>
  change(folder, 'promote', signOff, known, (aliases) => {
    if (aliases?.champion === version) throw refused('champion-already', `${version} is the champion.`)
    const challenger = aliases && aliases.challenger !== version ? aliases.challenger : null
    return { champion: version, challenger }
  })

/** Lets a version score in shadow beside the champion; null ends that. */
export const challenge = (
  folder: string,
  version: string | null,
  signOff: SignOff,
  known?: readonly string[],
): Promise<Promotion> =>
  change(folder, 'challenge', signOff, known, (aliases) => {
    if (!aliases) throw refused('no-champion', 'There is no champion to challenge.')
    if (aliases.champion === version) throw refused('champion-already', `${version} is the champion.`)
    return { champion: aliases.champion, challenger: version }
  })

/** Puts the champion before this one back. */
export const rollBack = (folder: string, signOff: SignOff, known?: readonly string[]): Promise<Promotion> =>
  change(folder, 'rollback', signOff, known, (aliases, log) => {
    const before = log.findLast(({ champion }) => champion !== aliases?.champion)
    if (!before) throw refused('no-former-champion', 'There was no champion before this one.')
    return { champion: before.champion, challenger: null }
  })

/** The log is written first: aliases that a crash left behind are refused until the next change mends them. */
async function change(
  folder: string,
  action: Promotion['action'],
  { by, reason, privateKey }: SignOff,
  known: readonly string[] | undefined,
  decide: (aliases: Aliases | null, log: readonly Promotion[]) => Aliases,
): Promise<Promotion> {
  const trusted = await readTrustedKeys(trustedKeysOf(folder))
  if (!trusted.has(keyIdOf(createPublicKey(privateKey))))
    throw refused(
      'key-untrusted',
      'The signing key of this home is not among the trusted keys: npm run models -- trust.',
    )
  const log = await readPromotions(folder, trusted)
  const aliases = decide(log.at(-1) ?? null, log)
  for (const version of [aliases.champion, aliases.challenger])
    if (version !== null) await loadVersion(join(folder, version), trustedKeysOf(folder), known)
  const at = new Date().toISOString()
  const promotion = await appendPromotion(folder, { ...aliases, at, action, by, reason }, privateKey)
  await writeAliases(folder, aliases)
  return promotion
}

const refused = (reason: string, message: string): ServiceError =>
  new ServiceError('refused', reason, message)
