import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { InstanceInfo } from './instance.ts'

export type Desk = { page: Page; context: BrowserContext; problems: string[] }

/** Signs a pretend member of staff in through the real issuer and opens the inbox. `problems`: console errors and requests to other hosts. */
export async function openDesk(browser: Browser, instance: InstanceInfo, user: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  const problems: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && problems.push(`${message.text()} ${message.location().url}`),
  )
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(instance.url))
      problems.push(request.url())
  })
  await page.goto(`${instance.url}/auth/login`)
  await page.locator(`input[name=user][value=${user}]`).check()
  await page.getByLabel('Password').fill(instance.environment['EQUILIBRATE_DEMO_PASSWORD'] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/inbox') || url.pathname === '/')
  return { page, context, problems }
}
