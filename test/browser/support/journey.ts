import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest'
import { chromiumPath, openChromium } from './chromium.ts'

let browser: Browser | undefined
const contexts: BrowserContext[] = []
const troubles: string[] = []

/** A block of browser journeys over the one sandbox; without a Chromium it is skipped. */
export const journey = (name: string, tests: () => void) => {
  describe.skipIf(!chromiumPath)(name, () => {
    beforeAll(async () => {
      browser = await openChromium()
    })
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close()
      const found = troubles.splice(0)
      if (found.length > 0) throw new Error(`the page complained: ${found.join('; ')}`)
    })
    afterAll(async () => {
      await browser?.close()
    })
    tests()
  })
}

type Look = { colorScheme?: 'light' | 'dark'; width?: number; height?: number }

/** A new window that shares nothing with others, on a page of the sandbox's or at an address. Any error that the page reports fails the test. */
export const openWindow = async (path: string, look: Look = {}): Promise<Page> => {
  if (!browser) throw new Error('no browser is running')
  const { colorScheme = 'light', width = 1280, height = 820 } = look
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    // The browser's zone must not matter: members have their own.
    timezoneId: 'America/St_Johns',
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    // Pages for browsers alone have no icon, which Chromium asks for all the same.
    const isAboutIcon = message.location().url.endsWith('/favicon.ico')
    if (message.type() === 'error' && !isAboutIcon && !message.text().includes('status of 400'))
      troubles.push(message.text())
  })
  await page.goto(new URL(path, inject('address')).href)
  await page.getByRole('main').waitFor()
  return page
}

/** The last message in the list that says this. */
export const messageSaying = (page: Page, text: string | RegExp) =>
  page.getByRole('article').filter({ hasText: text }).last()
