import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { artefactFolder, cached, type Recipe } from '../cache.ts'
import { requireJava } from '../components/java.ts'
import { requireMaven } from '../components/maven.ts'
import type { Progress } from '../progress.ts'
import { run } from '../shell.ts'

const TRANSFORMS = 'org.apache.kafka.connect.transforms.Transformation'

const recipe: Recipe = {
  name: 'connect',
  definitionFiles: [
    join(import.meta.dirname, 'pom.xml'),
    join(import.meta.dirname, 'src/main/java/equilibrate/Tokenise.java'),
    join(import.meta.dirname, 'src/main/resources/META-INF/services', TRANSFORMS),
  ],
  build: (folder, progress) =>
    progress.step(
      'Connect',
      'fetching Kafka Connect and Debezium with Maven',
      () => build(folder),
      'fetched',
    ),
}

/** The classes are compiled aside, so that a checkout stays as it is. */
async function build(folder: string): Promise<void> {
  const aside = join(folder, 'classes')
  const args = ['-B', '-q', '-f', join(import.meta.dirname, 'pom.xml'), 'package', `-Djars=${folder}/jars`]
  await run(requireMaven(), [...args, `-Dclasses=${aside}`], { takesLong: true })
}

/** The class path of Connect with Debezium and our transform, fetched and built on first use. */
export const connectClassPath = async (progress: Progress): Promise<string> =>
  join(await cached(recipe, progress), 'jars', '*')

/** Where it would come from, in words. @throws StackError when it cannot be had */
export async function locateConnect(): Promise<string> {
  await requireJava()
  const folder = artefactFolder(recipe)
  return existsSync(folder) ? `fetched, ${folder}` : `will be fetched with ${requireMaven()}`
}
