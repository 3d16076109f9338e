import { startVitest } from 'vitest/node'
import { ROOT } from './home.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** `npm test`: everything. With arguments, only the test files whose path contains one of them. */
export const testAll = (filters: string[]): Promise<number> => runTests(filters, [])

/** `npm run test:unit`: what stands beside its file and needs no component. */
export const testUnits = (filters: string[]): Promise<number> => runTests(filters, ['unit'])

/** Runs the tests; the very last line of standard output is the counts, after everything is torn down. */
async function runTests(filters: string[], project: string[]): Promise<number> {
  const vitest = await startVitest('test', filters, { root: ROOT, run: true, watch: false, project })
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state] += 1
    }
    // A file that could not be read, or a set-up that failed, hides its tests: it counts as one failure.
    if (module.errors().length > 0) counts.failed += 1
  }
  counts.failed += vitest.state.getUnhandledErrors().length
  await vitest.close()
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}
