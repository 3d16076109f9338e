import { relative } from 'node:path'
import { startVitest, type Vitest } from 'vitest/node'
import { ROOT } from './home.ts'

interface LaneResult {
  passed: number
  skipped: number
  failures: Failure[]
}

/** One thing that went wrong: the test, or the file that could not be read, and the first lines of why. */
interface Failure {
  where: string
  why: string
}

const FAILURES_TOLD_MAX = 12
const LINES_TOLD_MAX = 8

/** `npm test`: everything. With arguments, only the test files whose path contains one of them. */
export const testAll = (filters: string[]): Promise<number> =>
  runTests(filters, [['unit', 'system'], ['apart']])

/** `npm run test:unit`: what stands beside its file and needs no component. */
export const testUnits = (filters: string[]): Promise<number> => runTests(filters, [['unit']])

/**
 * Runs lanes of projects side by side. What failed in any of them is told again at the end, where a log that was cut still
 * has it; the very last line of standard output is the counts, after everything is torn down.
 */
async function runTests(filters: string[], lanes: string[][]): Promise<number> {
  const runs = await Promise.all(lanes.map((project) => runLane(filters, project)))
  const sumOf = (name: 'passed' | 'skipped') => runs.reduce((sum, run) => sum + run[name], 0)
  const [passed, skipped] = [sumOf('passed'), sumOf('skipped')]
  const failures = runs.flatMap((run) => run.failures)
  tellFailures(failures)
  process.stdout.write(`\n${passed} passed, ${failures.length} failed, ${skipped} skipped\n`)
  return failures.length > 0 || passed === 0 ? 1 : 0
}

async function runLane(filters: string[], project: string[]): Promise<LaneResult> {
  const options = { root: ROOT, run: true, watch: false, project, passWithNoTests: true }
  const vitest = await startVitest('test', filters, options)
  const result = resultOf(vitest)
  await vitest.close()
  return result
}

function resultOf(vitest: Vitest): LaneResult {
  const counts = { passed: 0, skipped: 0 }
  const failures: Failure[] = []
  const fail = (where: string, errors: readonly unknown[]): void =>
    void failures.push({ where, why: errors.map(wordsOf).join('\n') })
  for (const module of vitest.state.getTestModules()) {
    const file = relative(ROOT, module.moduleId)
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result()
      if (state === 'failed') fail(`${file} > ${test.fullName}`, errors)
      else if (state === 'passed' || state === 'skipped') counts[state] += 1
    }
    // A file that could not be read, or a set-up that failed, hides its tests: it counts as one failure.
    if (module.errors().length > 0) fail(file, module.errors())
  }
  for (const error of vitest.state.getUnhandledErrors()) fail('outside of any test', [error])
  return { ...counts, failures }
}

function tellFailures(failures: readonly Failure[]): void {
  for (const { where, why } of failures.slice(0, FAILURES_TOLD_MAX)) {
    const lines = why.split('\n').slice(0, LINES_TOLD_MAX)
    process.stdout.write(`\nFAILED  ${where}\n${lines.map((line) => `        ${line}`).join('\n')}\n`)
  }
  const untold = failures.length - FAILURES_TOLD_MAX
  if (untold > 0) process.stdout.write(`\nand ${untold} more, named above.\n`)
}

const wordsOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
