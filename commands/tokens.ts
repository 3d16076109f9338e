import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { ServiceError } from '../domain/errors.ts'
import { tokenOf } from '../ingest/tokenise.ts'
import { readEnvironment } from '../stores/environment.ts'
import { readArguments } from './arguments.ts'
import { csvLine } from './offline/csv-out.ts'
import { runOffline } from './offline/run.ts'

/** `npm run tokens`: customer ids, one a line, on standard input or in `--input FILE` → `customer,token`, as CSV. */
await runOffline(async () => {
  const { input } = readArguments(process.argv.slice(2), { input: false })
  const { EQUILIBRATE_TOKEN_PEPPER } = readEnvironment('EQUILIBRATE_TOKEN_PEPPER')
  const pepper = Buffer.from(EQUILIBRATE_TOKEN_PEPPER, 'base64')
  if (input !== null) await checkReadable(input)
  const source = input === null ? process.stdin : createReadStream(input)
  process.stdout.write(csvLine(['customer', 'token']))
  for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
    const id = line.replace(/^\uFEFF/, '').trim()
    if (id !== '') process.stdout.write(csvLine([id, tokenOf(pepper, id)]))
  }
})

async function checkReadable(file: string): Promise<void> {
  try {
    await (await open(file)).close()
  } catch {
    throw new ServiceError('not-found', 'file-missing', `There is no readable file ${file}`)
  }
}
