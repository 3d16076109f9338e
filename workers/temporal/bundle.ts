import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker'
import { sha256 } from '../../domain/hash.ts'
import type { Logger } from '../../stores/logger.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** All that a workflow is made of: our own files, and the libraries at the versions of the lock file. */
const MADE_OF = ['workflows', 'domain']
const FOLDER = join(ROOT, 'node_modules', '.workflow-bundle')

const VERSION_CHARACTERS = 12

/** `version` follows from the content. */
export type Bundle = { code: string; version: string }

/**
 * How a workflow file becomes a bundle. The curve is loaded once a process and not once a case, where its table of
 * multiples would be built anew for each first signature. Its package calls itself free of side effects, for which the
 * bundler would drop what only loads it.
 */
export const bundleOptions = (file: string): BundleOptions => ({
  workflowsPath: createRequire(import.meta.url).resolve(join(ROOT, 'workflows', file)),
  preloadModules: ['@noble/curves/ed25519.js'],
  webpackConfigHook: ({ module, ...config }) => ({
    ...config,
    module: { ...module, rules: [...(module?.rules ?? []), { test: /@noble[/\\]/, sideEffects: true }] },
  }),
})

/** The workflow code as one file; built when its sources have changed, else taken from beside the installed packages. */
export async function workflowBundle(log: Logger): Promise<Bundle> {
  const hash = contentHash()
  const version = hash.slice(0, VERSION_CHARACTERS)
  const file = join(FOLDER, `${hash}.js`)
  if (existsSync(file)) return { code: readFileSync(file, 'utf8'), version }
  const { code } = await bundleWorkflowCode({ ...bundleOptions('index.ts'), logger: quiet })
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, code)
  renameSync(`${file}.${process.pid}`, file)
  log.info({ bytes: code.length }, 'workflow code bundled')
  return { code, version }
}

function contentHash(): string {
  const files = MADE_OF.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(ROOT, room, name)),
  )
  const all = [...files.sort(), import.meta.filename, join(ROOT, 'package-lock.json')]
  return sha256(all.map((name) => sha256(readFileSync(name))).join('\n'))
}

const silent = (): undefined => undefined
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent }
