import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

const STEPS_MAX = 120

/** Presses Tab until the element has the focus, as somebody without a mouse does; fails where Tab never comes there. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor()
  for (let step = 0; step < STEPS_MAX; step++) {
    if (await element.evaluate((it) => it === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  expect.fail(`Tab does not reach ${element}`)
}

/** Reaches the element with Tab and presses a key on it. */
export async function pressOn(page: Page, element: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, element)
  await page.keyboard.press(key)
}
