import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

/*
 * Pictures of the inbox from a running instance:
 *   EQUILIBRATE_DEMO_PASSWORD=… node ui/pictures.ts [--url http://localhost:8080] [--user asha] [--out docs/pictures]
 */
const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    user: { type: 'string', default: 'asha' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'docs', 'pictures') },
    browser: { type: 'string', default: process.env['CHROMIUM'] ?? '/usr/bin/chromium' },
  },
})

type Picture = {
  file: string
  width: number
  height: number
  theme: 'light' | 'dark'
  take: (page: Page) => Promise<void>
}

const pictures: Picture[] = [
  { file: 'inbox-light.png', width: 1440, height: 900, theme: 'light', take: firstCase },
  { file: 'inbox-dark.png', width: 1440, height: 900, theme: 'dark', take: firstCase },
  { file: 'inbox-360.png', width: 360, height: 760, theme: 'light', take: async () => {} },
]

const CASES_TRIED_MAX = 15

/** The first case with a message in English: not every machine has the letters of Hindi. */
async function firstCase(page: Page): Promise<void> {
  for (let tried = 0; tried < CASES_TRIED_MAX; tried++) {
    const before = page.url()
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.href !== before)
    await page.locator('footer[aria-label=Decision]').waitFor()
    if (await page.locator('figure [lang=en]').isVisible()) break
  }
  await page.mouse.move(0, 0)
}

async function signIn(page: Page): Promise<void> {
  const password = process.env['EQUILIBRATE_DEMO_PASSWORD']
  if (!password) throw new Error('EQUILIBRATE_DEMO_PASSWORD is missing: the start-up printed it')
  await page.goto(`${options.url}/auth/login`)
  await page.locator(`input[name=user][value=${options.user}]`).check()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('[data-case]').first().waitFor()
}

async function take(context: BrowserContext, picture: Picture): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize({ width: picture.width, height: picture.height })
  await page.emulateMedia({ colorScheme: picture.theme, reducedMotion: 'reduce' })
  await page.goto(`${options.url}/inbox`)
  await page.locator('[data-case]').first().waitFor()
  await picture.take(page)
  await page.screenshot({ path: join(options.out, picture.file) })
  await page.close()
}

mkdirSync(options.out, { recursive: true })
const profile = mkdtempSync(join(tmpdir(), 'equilibrate-pictures-'))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: options.browser,
  locale: 'en-GB',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...['--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    ...['--disable-sync', '--no-first-run'],
  ],
})
try {
  await signIn(await context.newPage())
  for (const picture of pictures) {
    await take(context, picture)
    process.stdout.write(`${join(options.out, picture.file)}\n`)
  }
} finally {
  await context.close()
  rmSync(profile, { recursive: true, force: true })
}
