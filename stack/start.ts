import { launchComponents, requireComponents } from './components/launch.ts'
import { apiPort, productSettings, secretsInForce, streamWorkers, usesPretendNetwork } from './environment.ts'
import { Instance } from './instance.ts'
import { parseStartOptions, type StartOptions } from './options.ts'
import {
  bank,
  bundle,
  checkInput,
  load,
  phones,
  prepare,
  servicesWith,
  staff,
  type ProductProcess,
} from './processes.ts'
import { specOf, type ProductEnvironment } from './product.ts'
import { refusePretence } from './production.ts'
import { elapsed, toStandardOutput } from './progress.ts'
import { loadSecrets } from './secrets.ts'
import { buildUi, isUiBuilt } from './ui-build.ts'
import { welcome } from './welcome.ts'

type LoadedFile = NonNullable<StartOptions['input']>

/** `npm start`: the components, the product, and a bank or a file; until it is stopped or, when asked, is idle. */
export async function start(args: string[]): Promise<number> {
  const options = parseStartOptions(args)
  refusePretence(options)
  await requireComponents()
  const instance = new Instance(toStandardOutput)
  try {
    const lastLine = await Promise.race([run(instance, options), instance.untilAskedToStop()])
    await instance.stop()
    if (lastLine) process.stdout.write(`${lastLine}\n`)
    return 0
  } catch (error) {
    await instance.stop()
    if (instance.wasAskedToStop) return 0
    throw error
  }
}

/** Brings everything up and lives; gives the counts when it was asked to end by itself. */
async function run(instance: Instance, options: StartOptions): Promise<string | undefined> {
  const began_ms = Date.now()
  const environment = await bringUp(instance, options)
  const url = environment.open.EQUILIBRATE_PUBLIC_URL ?? ''
  instance.progress.line(await welcome(environment, elapsed(began_ms)))
  if (options.input) {
    const counts = await loadInput(instance, environment, options.input)
    if (options.input.exitWhenIdle) return counts
    instance.progress.line(counts)
  } else if (options.customers > 0) {
    await startProcesses(instance, environment, [bank, ...(options.rehearseDays > 0 ? [staff] : [])])
    instance.progress.say('bank', `${options.customers} customers; watch them at ${url}`)
    if (options.rehearseDays > 0)
      instance.progress.say(
        'staff',
        `rehearsal: a pretend staff decides for ${options.rehearseDays} bank days`,
      )
  }
  await instance.untilAskedToStop()
  return undefined
}

async function bringUp(instance: Instance, options: StartOptions): Promise<ProductEnvironment> {
  const { home, supervisor, progress } = instance
  const port = await apiPort(home)
  const secrets = loadSecrets(home.file('secrets.json'))
  const settings = await productSettings(home, options, port)
  progress.line(`Equilibrate, in ${home.path}`)
  if (options.input)
    await supervisor.runOnce(
      specOf(checkInput, { open: settings, guarded: {} }, inputArguments(options.input)),
    )
  // Pages and workflow code need nothing that runs: they are built while the components come up.
  const [addresses] = await Promise.all([
    launchComponents({ home, secrets, supervisor, progress }),
    prepareUi(instance),
    prepareWorkflows(instance),
  ])
  const { DATABASE_URL = '', ...openAddresses } = addresses
  const { SMTP_URL = '' } = process.env
  const environment: ProductEnvironment = {
    open: { ...openAddresses, ...settings },
    guarded: { DATABASE_URL, ...(SMTP_URL && { SMTP_URL }), ...secretsInForce(secrets) },
  }
  instance.publish({ ...environment.open, ...environment.guarded }, false)
  await prepareStores(instance, environment)
  await startProcesses(instance, environment, [
    ...(usesPretendNetwork() ? [phones] : []),
    ...servicesWith(streamWorkers()),
  ])
  instance.publish({ ...environment.open, ...environment.guarded }, true)
  return environment
}

function prepareStores({ supervisor, progress }: Instance, environment: ProductEnvironment): Promise<string> {
  const work = (): Promise<string> => supervisor.runOnce(specOf(prepare, environment))
  return progress.step('stores', 'preparing tables and topics', work, 'prepared')
}

function prepareWorkflows({ supervisor, progress }: Instance): Promise<string> {
  const spec = specOf(bundle, { open: {}, guarded: {} })
  return progress.step('workflows', 'bundling', () => supervisor.runOnce(spec), 'bundled')
}

async function prepareUi({ progress }: Instance): Promise<void> {
  if (isUiBuilt()) return
  await progress.step('pages', 'building', buildUi, 'built')
}

async function startProcesses(
  { supervisor, progress }: Instance,
  environment: ProductEnvironment,
  processes: ProductProcess[],
): Promise<void> {
  await Promise.all(
    processes.map((process_) =>
      progress.step(
        process_.name,
        'starting',
        () => supervisor.start(specOf(process_, environment)),
        'ready',
      ),
    ),
  )
}

/** Loads the file and gives the last line that the loader wrote: one JSON object of counts. */
async function loadInput(
  { supervisor, progress }: Instance,
  environment: ProductEnvironment,
  input: LoadedFile,
): Promise<string> {
  const spec = specOf(load, environment, inputArguments(input))
  const loaded = (): Promise<string> => supervisor.runOnce(spec)
  const output = await progress.step('load', `loading ${input.file}`, loaded, 'loaded')
  return output.trim().split('\n').at(-1) ?? ''
}

const inputArguments = ({ file, format, context, exitWhenIdle }: LoadedFile): string[] => [
  ...['--input', file, '--format', format],
  ...(context ? ['--context', context] : []),
  ...(exitWhenIdle ? ['--exit-when-idle'] : []),
]
