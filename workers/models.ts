import { featureNames } from '../features/catalogue.ts'
import { DISTRESS_FOLDER } from '../models/registry.ts'
import { watchModels, type Models, type Standing } from '../models/watch.ts'
import type { Logger } from '../stores/logger.ts'

/** The models in force, followed while the process lives; what cannot be used is logged, and nothing stops. */
export const followModels = (log: Logger, folder = DISTRESS_FOLDER): Promise<Models> =>
  watchModels(folder, {
    known: featureNames,
    onSwap: (standing) => log.info(namesOf(standing), 'models in force'),
    onRefusal: (error) =>
      log.error({ err: error }, 'A model cannot be used; without a champion the scorecard alone decides'),
  })

const namesOf = ({ champion, challenger }: Standing) => ({
  champion: champion?.ref.version ?? null,
  challenger: challenger?.ref.version ?? null,
})
