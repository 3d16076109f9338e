import { chromium as playwright, type Browser } from 'playwright-core'
import { provideChromium } from '../../stack/components/chromium.ts'
import { toStandardError } from '../../stack/progress.ts'

/** A Chromium for the run of a test file; close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await provideChromium(toStandardError)
  // Root (as in a container) has no sandbox of its own to give.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : []
  return playwright.launch({ executablePath, args })
}
