import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { trainingPython } from '../models/training/environment.ts'
import { startPeer } from './kit/python.ts'

/**
 * `npm run bench -- taiwan`: the training code on real people, the UCI credit-card set, in five folds. Skipped where
 * the samples are absent (EQUILIBRATE_SAMPLES, or the folder `shared/data` beside the checkout).
 */
const ROOT = join(import.meta.dirname, '..')
const samples = process.env.EQUILIBRATE_SAMPLES || join(ROOT, '..', 'shared', 'data')
const file = join(samples, 'taiwan', 'UCI_Credit_Card.csv.xz')

if (!existsSync(file)) {
  process.stderr.write('skipped: the Taiwan set is absent; EQUILIBRATE_SAMPLES names the folder of samples\n')
  process.stdout.write(`${JSON.stringify({ skipped: 'samples absent' })}\n`)
} else {
  const python = await trainingPython((text) => process.stderr.write(`${text}\n`))
  const training = join(ROOT, 'models', 'training')
  const folds = await startPeer(python, [join(import.meta.dirname, 'taiwan', 'folds.py'), training, file])
  process.stdout.write(`${JSON.stringify(folds.hello)}\n`)
  folds.end()
}
