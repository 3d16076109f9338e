import { existsSync } from 'node:fs'
import { StackError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { onPath, run } from '../shell.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function installed(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return NAMES.map(onPath).find((path) => path) ?? ELSEWHERE.find((path) => existsSync(path))
}

/** Where the browser of the tests would come from. @throws StackError when it cannot be had. */
export async function locateChromium(): Promise<string> {
  const path = installed()
  if (path) return `installed, ${path}`
  return `will be installed with ${requireApt()}`
}

/** The browser that the tests drive; installed with apt where root may do that. */
export async function provideChromium(progress: Progress): Promise<string> {
  const path = installed()
  if (path) return path
  const apt = requireApt()
  await progress.step('Chromium', 'installing with apt', () => install(apt), 'installed')
  return installed() ?? requireApt()
}

function requireApt(): string {
  const apt = onPath('apt-get')
  if (apt && process.getuid?.() === 0) return apt
  throw new StackError(
    'The browser tests need Chromium, which is not installed.',
    'Install it (apt-get install chromium, brew install chromium), or set CHROMIUM_PATH.',
  )
}

async function install(apt: string): Promise<void> {
  await run(apt, ['update', '-q'], { takesLong: true })
  await run(apt, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { takesLong: true })
}
