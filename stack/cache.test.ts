import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cached, type Recipe } from './cache.ts'
import { Progress } from './progress.ts'

const silent = new Progress(() => {})
let folder = ''
let definition = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'))
  definition = join(folder, 'go.mod')
  writeFileSync(definition, 'v1')
  vi.stubEnv('EQUILIBRATE_CACHE', join(folder, 'cache'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function recipeOf(build: Recipe['build']): Recipe {
  return { name: 'thing', definitionFiles: [definition], build }
}

test('two that need the same artefact at once build it once', async () => {
  const build = vi.fn(async (into: string) => {
    await sleep(50)
    writeFileSync(join(into, 'binary'), '')
  })
  const [one, other] = await Promise.all([cached(recipeOf(build), silent), cached(recipeOf(build), silent)])
  expect(one).toBe(other)
  expect(build).toHaveBeenCalledOnce()
  expect(existsSync(join(one, 'binary'))).toBe(true)
})

test('a changed definition is another artefact', async () => {
  const before = await cached(
    recipeOf(async () => {}),
    silent,
  )
  writeFileSync(definition, 'v2')
  expect(
    await cached(
      recipeOf(async () => {}),
      silent,
    ),
  ).not.toBe(before)
})

test('a build that fails leaves nothing behind, and the next try builds again', async () => {
  const failing = recipeOf(async (into) => {
    writeFileSync(join(into, 'half'), '')
    throw new Error('no network')
  })
  await expect(cached(failing, silent)).rejects.toThrow('no network')
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
  await expect(
    cached(
      recipeOf(async () => {}),
      silent,
    ),
  ).resolves.toContain('thing-')
})
