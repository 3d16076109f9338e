import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Axe = { run: (part: string, options: object) => Promise<{ violations: Violation[] }> }
type Violation = { id: string; nodes: { html: string }[] }

/** What axe finds on the page as it stands, or on a part of it: each rule broken, with the first element that breaks it. */
export async function accessibilityProblems(page: Page, part = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  const asked = [part, { runOnly: RULES, resultTypes: ['violations'] }] as const
  const violations = await page.evaluate(async ([part, options]) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    return (await axe.run(part, options)).violations
  }, asked)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
