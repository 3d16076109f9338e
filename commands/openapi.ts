import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { openApiDocument } from '../api/openapi.ts'

/** Writes `api/openapi.json` anew from the contract. */
const file = join(import.meta.dirname, '..', 'api', 'openapi.json')
const settings = await resolveConfig(file)
writeFileSync(file, await format(JSON.stringify(openApiDocument()), { ...settings, filepath: file }))
process.stdout.write(`${file}\n`)
