import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from '../api/openapi.ts'

/** Writes `api/openapi.json` anew from the contract. */
const file = join(import.meta.dirname, '..', 'api', 'openapi.json')
writeFileSync(file, `${JSON.stringify(openApiDocument(), null, 2)}\n`)
process.stdout.write(`${file}\n`)
