import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from './contract.ts'
import { openApiDocument } from './openapi.ts'

const committed = (): unknown => JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8'))

test('the committed description is the one of the contract (else run npm run openapi)', () => {
  expect(JSON.parse(JSON.stringify(openApiDocument()))).toEqual(committed())
})

test('every route of the contract is described, and says whom it serves', () => {
  const { paths = {} } = openApiDocument()
  for (const [name, route] of Object.entries(routes)) {
    const operation = paths[route.path]?.[route.method]
    expect(operation?.operationId).toBe(name)
    expect(operation?.description).toMatch(/^(Serves|Open:) \w+/)
  }
})
