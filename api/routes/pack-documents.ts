import { ServiceError } from '../../domain/errors.ts'
import { featureNames } from '../../features/catalogue.ts'
import { unknownFeatures } from '../../policies/check/fields.ts'
import { structureProblems } from '../../policies/check/structure.ts'
import { rulesWithoutWitness } from '../../policies/check/witness.ts'
import { packFrom, type Pack } from '../../policies/pack.ts'

/** @throws invalid: the documents fit no pack, or one of another country */
export function packOf(id: string, documents: Record<string, unknown>): Pack {
  const pack = readPack(documents)
  if (pack.ref.id === id) return pack
  throw new ServiceError('invalid', 'other-pack', `These are documents of ${pack.ref.id}.`, {
    field: 'documents',
  })
}

function readPack(documents: Record<string, unknown>): Pack {
  try {
    return packFrom(documents)
  } catch (error) {
    const known = error instanceof ServiceError ? error : null
    const within = known?.parameters['field']
    throw new ServiceError('invalid', 'policy-invalid', known?.message ?? 'The documents cannot be read.', {
      field: within ? `documents.${String(within)}` : 'documents',
    })
  }
}

/** What the checker finds against a pack. */
export async function problemsOf(pack: Pack): Promise<string[]> {
  const never = rulesWithoutWitness(pack).map((name) => `the rule ${name} never wins`)
  return [...(await structureProblems(pack)), ...unknownFeatures(pack, featureNames), ...never]
}
