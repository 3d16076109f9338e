import type { TestProject } from 'vitest/node'
import { removeHome, startInstance, type InstanceInfo } from './instance.ts'

declare module 'vitest' {
  interface ProvidedContext {
    instance: InstanceInfo
  }
}

/** One whole instance for the run, without the pretend bank: `inject('instance')` in a test says where it is. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const instance = await startInstance({ args: ['--customers', '0'] })
  const { home, url, environment, faults } = instance
  project.provide('instance', { home, url, environment, faults })
  return async () => {
    await instance.stop()
    removeHome(home)
  }
}
