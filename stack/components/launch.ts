import { explain, StackError } from '../errors.ts'
import type { Component, Launch } from './component.ts'
import { components } from './all.ts'

/** Looks before anything starts. @throws StackError naming every component that cannot be had, and what to install. */
export async function requireComponents(): Promise<void> {
  const ours = components.filter(({ variable }) => !process.env[variable])
  const looks = await Promise.allSettled(ours.map((component) => component.locate()))
  const missing = looks.flatMap((look) => (look.status === 'rejected' ? [explain(look.reason)] : []))
  if (missing.length > 0) throw new StackError(missing.join('\n'))
}

/** Provides and starts every component that no URL names, and gives the addresses of all of them.
 *  What takes long (a build) goes on beside the rest.
 *  @throws StackError of the first that cannot be had. */
export async function launchComponents(launch: Launch): Promise<Record<string, string>> {
  const addresses = await Promise.all(components.map((component) => launchOne(component, launch)))
  return Object.assign({}, ...addresses) as Record<string, string>
}

async function launchOne(component: Component, launch: Launch): Promise<Record<string, string>> {
  const { title, variable } = component
  const url = process.env[variable]
  if (url) {
    launch.progress.say(title, `is used where ${variable} points`)
    return { [variable]: url }
  }
  const tool = await component.provide(launch.progress)
  return launch.progress.step(title, 'starting', () => component.launch(tool, launch), 'ready')
}
