import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { modelFeatureNames } from '../features/catalogue.ts'
import { DISTRESS_FOLDER, loadVersion } from '../models/registry.ts'
import { trainingPython } from '../models/training/environment.ts'
import { promote } from '../models/promote.ts'
import { signVersion } from '../models/training/publish.ts'
import { keyFile, signingKey, trust } from '../models/training/signing-key.ts'
import { readEnvironment } from '../stores/environment.ts'
import { runOffline } from './offline/run.ts'
import { trainOptions } from './train/options.ts'
import { bankHistory, type History } from './train/history.ts'
import { readOutcomes, writeExamples } from './train/labels.ts'
import { writeScorecards } from './train/scorecards.ts'
import { runStep } from './train/step.ts'
import { inNewVersion, type NewVersion } from './train/version.ts'

const NAME = 'distress'
const SEED = '7'
const PYTHON_MAIN = join(import.meta.dirname, '..', 'models', 'training', 'train.py')

/**
 * `npm run train`: a model version from bank events. Without `--input` the pretend bank's are taken. The events go the
 * ordinary way: outcomes, features as of days before each due date, training, a signed version folder.
 */
await runOffline(async () => {
  const options = trainOptions(process.argv.slice(2))
  const { EQUILIBRATE_HOME: home } = readEnvironment('EQUILIBRATE_HOME')
  const work = options.work ?? (await mkdtemp(join(tmpdir(), 'equilibrate-train-')))
  await mkdir(work, { recursive: true })
  const models = options.registry ? join(resolve(options.registry), NAME) : DISTRESS_FOLDER
  try {
    const history = await bankHistory(options, work)
    await prepare(history, work)
    const python = await trainingPython(say)
    const version = await inNewVersion(models, async (made) => {
      await learn(python, history, work, made, options.trials)
      await publish(made, join(models, '..', 'trusted-keys'), home)
    })
    if (options.champion || !version.hasChampion) {
      const signOff = { by: options.by, reason: 'trained', privateKey: await signingKey(keyFile(home)) }
      await promote(models, version.id, signOff, modelFeatureNames)
    } else say(`the champion stays; npm run models -- promote ${version.id} makes it the one`)
    process.stdout.write(`${JSON.stringify({ name: NAME, version: version.id, folder: version.folder })}\n`)
  } finally {
    if (!options.work) await rm(work, { recursive: true, force: true })
  }
})

async function prepare(history: History, work: string): Promise<void> {
  const outcomes = join(work, 'outcomes.csv')
  const labels = join(work, 'labels.csv')
  await runStep('outcomes', process.execPath, [command('outcomes'), ...history.input, '--out', outcomes])
  const examples = await writeExamples(await readOutcomes(outcomes), labels)
  say(`${examples} examples, at 28, 21, 14 and 7 days before the due date`)
  const asOf = ['--as-of', labels, '--out', join(work, 'features.csv')]
  await runStep('features', process.execPath, [command('features'), ...history.input, ...asOf])
  await writeScorecards(join(work, 'features.csv'), join(work, 'scorecards.csv'))
}

async function learn(
  python: string,
  history: History,
  work: string,
  version: NewVersion,
  trials: number,
): Promise<void> {
  const files = { names: join(work, 'names.json'), about: join(work, 'about.json') }
  await writeFile(files.names, JSON.stringify(modelFeatureNames))
  await writeFile(files.about, JSON.stringify(history.about))
  await runStep('training', python, [
    ...['-B', PYTHON_MAIN, '--features', join(work, 'features.csv'), '--labels', join(work, 'labels.csv')],
    ...['--names', files.names, '--learnt-from', files.about, '--name', NAME, '--version', version.id],
    ...['--scorecards', join(work, 'scorecards.csv'), '--trials', String(trials)],
    ...[
      '--seed',
      SEED,
      '--out',
      version.folder,
      ...(history.truth === null ? [] : ['--truth', history.truth]),
    ],
  ])
}

/** Signs the version, and loads it as the product will. */
async function publish(version: NewVersion, trustedKeys: string, home: string): Promise<void> {
  const key = await signingKey(keyFile(home))
  const added = await trust(key, trustedKeys)
  if (added) say(`the public key is new: review and commit ${added}`)
  await signVersion(version.folder, { name: NAME, version: version.id }, key)
  await loadVersion(version.folder, trustedKeys, modelFeatureNames)
  say('verified: signature, files, features; XGBoost’s own scores and reasons are reproduced')
}

function command(name: string): string {
  return join(import.meta.dirname, `${name}.ts`)
}

function say(text: string): void {
  process.stderr.write(`  ${text}\n`)
}
