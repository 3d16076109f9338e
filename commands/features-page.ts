import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cataloguePage } from '../features/catalogue/page.ts'

/** Writes `docs/features.md` anew from the catalogue; with `--check` it only says whether the page is the catalogue's. */
const file = join(import.meta.dirname, '..', 'docs', 'features.md')
const page = cataloguePage()
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  process.stderr.write('docs/features.md is not what the catalogue says: run npm run features:page\n')
  process.exitCode = 1
}
