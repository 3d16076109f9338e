import { startVitest, type Vitest } from 'vitest/node'
import { ROOT } from './home.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** `npm test`: everything. With arguments, only the test files whose path contains one of them. */
export const testAll = (filters: string[]): Promise<number> =>
  runTests(filters, [['unit', 'system'], ['apart']])

/** `npm run test:unit`: what stands beside its file and needs no component. */
export const testUnits = (filters: string[]): Promise<number> => runTests(filters, [['unit']])

/** Runs lanes of projects side by side; the very last line of standard output is the counts, after everything is torn down. */
async function runTests(filters: string[], lanes: string[][]): Promise<number> {
  const runs = await Promise.all(lanes.map((project) => runLane(filters, project)))
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const run of runs) {
    for (const name of ['passed', 'failed', 'skipped'] as const) counts[name] += run[name]
  }
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}

async function runLane(filters: string[], project: string[]): Promise<Counts> {
  const options = { root: ROOT, run: true, watch: false, project, passWithNoTests: true }
  const vitest = await startVitest('test', filters, options)
  const counts = countsOf(vitest)
  await vitest.close()
  return counts
}

function countsOf(vitest: Vitest): Counts {
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
  return counts
}
