import type { TestProject } from 'vitest/node'
import { removeHome, startInstance, type InstanceInfo } from './instance.ts'

declare module 'vitest' {
  interface ProvidedContext {
    instance: InstanceInfo
  }
}

/** An unknown send is looked up in the network's list after this. */
const QUIET_MS = '6000'

/** One whole instance for the run, without the pretend bank: `inject('instance')` in a test says where it is. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const instance = await startInstance({
    args: ['--customers', '0'],
    environment: { EQUILIBRATE_QUIET_MS: QUIET_MS },
  })
  const { home, url, environment, faults } = instance
  project.provide('instance', { home, url, environment, faults })
  return async () => {
    await instance.stop()
    removeHome(home)
  }
}
