import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

/*
 * Pictures of every page in both themes, from a running instance with the pretend bank:
 *   EQUILIBRATE_DEMO_PASSWORD=… node ui/pictures.ts [--url http://localhost:8080] [--user chitra] [--out docs/pictures]
 */
const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    user: { type: 'string', default: 'chitra' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'docs', 'pictures') },
    browser: { type: 'string', default: process.env['CHROMIUM'] ?? '/usr/bin/chromium' },
  },
})

type Picture = {
  file: string
  path: string
  width: number
  height: number
  theme: 'light' | 'dark'
  take: (page: Page) => Promise<void>
}

const pages = ['risk', 'portfolio', 'operations', 'team', 'audit', 'models', 'policies', 'rejected'] as const
const themes = ['light', 'dark'] as const
const wide = { width: 1440, height: 900 }

const pictures: Picture[] = [
  ...themes.map((theme) => ({ file: `inbox-${theme}.png`, path: '/inbox', ...wide, theme, take: firstCase })),
  { file: 'inbox-360.png', path: '/inbox', width: 360, height: 760, theme: 'light', take: queue },
  ...themes.flatMap((theme) =>
    pages.map((page) => ({ file: `${page}-${theme}.png`, path: `/${page}`, ...wide, theme, take: settled })),
  ),
  ...themes.map((theme) => ({
    file: `customer-${theme}.png`,
    path: '/risk',
    ...wide,
    theme,
    take: firstCustomer,
  })),
]

async function queue(page: Page): Promise<void> {
  await page.locator('[data-case]').first().waitFor()
}

/** Nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h2').first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}

async function firstCustomer(page: Page): Promise<void> {
  await page.getByRole('row').getByRole('link').first().click()
  await page.getByRole('figure').first().waitFor()
}

const CASES_TRIED_MAX = 15
const MOVES_MS = 3_000

/** The first case with a message in English, as not every machine has the letters of Hindi, and with nothing new to tell above its reasons. */
async function firstCase(page: Page): Promise<void> {
  await queue(page)
  for (let tried = 0; tried < CASES_TRIED_MAX; tried++) {
    const before = page.url()
    await page.keyboard.press('j')
    const isLast = await page
      .waitForURL((url) => url.href !== before, { timeout: MOVES_MS })
      .then(
        () => false,
        () => true,
      )
    await page.locator(`article[data-shown="${new URL(page.url()).pathname.split('/').at(-1)}"]`).waitFor()
    await page.getByRole('region', { name: 'How urgent' }).waitFor()
    const isEnglish = await page.locator('figure [lang=en]').first().isVisible()
    const hasNews = await page.getByRole('region', { name: 'Seen since the evidence was frozen' }).isVisible()
    if (isLast || (isEnglish && !hasNews)) break
  }
  // The customer’s own past comes a moment after the case.
  await page.getByText('usually ').first().waitFor()
  await page.mouse.move(0, 0)
}

async function signIn(page: Page): Promise<void> {
  const password = process.env['EQUILIBRATE_DEMO_PASSWORD']
  if (!password) throw new Error('EQUILIBRATE_DEMO_PASSWORD is missing: the start-up printed it')
  await page.goto(`${options.url}/auth/login`)
  await page.locator(`input[name=user][value=${options.user}]`).check()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await queue(page)
}

async function take(context: BrowserContext, picture: Picture): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize({ width: picture.width, height: picture.height })
  await page.emulateMedia({ colorScheme: picture.theme, reducedMotion: 'reduce' })
  await page.goto(options.url + picture.path)
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
