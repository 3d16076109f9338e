import { launchComponents, requireComponents } from './components/launch.ts'
import { Instance } from './instance.ts'
import { toStandardError } from './progress.ts'
import { loadSecrets } from './secrets.ts'

/** Starts the components alone, prints their addresses as shell assignments, and stays until it is stopped. */
export async function runComponents(): Promise<number> {
  await requireComponents()
  const instance = new Instance(toStandardError)
  const { home, supervisor, progress } = instance
  try {
    const secrets = loadSecrets(home.file('secrets.json'))
    const addresses = await launchComponents({ home, secrets, supervisor, progress })
    instance.publish({ EQUILIBRATE_HOME: home.path, ...addresses }, true)
    for (const [name, value] of Object.entries(addresses)) process.stdout.write(`export ${name}='${value}'\n`)
    await instance.untilAskedToStop()
    return 0
  } finally {
    await instance.stop()
  }
}
