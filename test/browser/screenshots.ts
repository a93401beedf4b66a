/** Takes the pictures in docs/images, light and dark, from a fresh sandbox. */
import { mkdir } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { pickTime } from './support/booking-form.ts'
import { openChromium } from './support/chromium.ts'
import { startSandboxProcess } from './support/sandbox-process.ts'

const FOLDER = 'docs/images'
const themes = ['light', 'dark'] as const

type Picture = {
  name: string
  path: string
  height?: number
  /** How many pixels around it to include. */
  margin?: number
  /** Brings the page to the right place, and returns the part to picture; without one, all of it. */
  prepare(page: Page): Promise<Locator | undefined>
}

const pictures: Picture[] = [
  {
    name: 'sandbox',
    path: '/?as=ada&in=app&tab=messages&workbench',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Accept' }).first().waitFor()
      return undefined
    },
  },
  {
    name: 'card',
    path: '/?as=ada&in=app&tab=messages',
    prepare: async (page) => {
      const card = page.getByRole('article').filter({ hasText: 'offers to mentor you' }).first()
      await card.getByRole('button', { name: 'Accept' }).waitFor()
      return card
    },
  },
  {
    name: 'home',
    margin: 20,
    path: '/?as=chandra&in=app&tab=home',
    height: 1500,
    prepare: async (page) => {
      await page.getByRole('tabpanel').getByText('My mentorship requests').waitFor()
      return page.locator('.home-page')
    },
  },
  {
    name: 'booking',
    margin: 20,
    path: '/?as=ada&in=app&tab=messages',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Accept' }).first().click()
      const modal = page.getByRole('dialog', { name: 'Book a session' })
      await pickTime(page, modal, 3)
      await modal.getByText(/for @Ben York/).waitFor()
      await modal.getByLabel('Topic').fill('System design interviews')
      return modal
    },
  },
]

const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Message #general' }).fill(text)
  await page.keyboard.press('Enter')
  await page.locator('textarea:placeholder-shown').waitFor()
}

/** What Home shows: a session ahead, something received, something sent. */
const live = async (browser: Browser, address: string) => {
  const page = await browser.newPage()
  await page.goto(`${address}/?as=dana`)
  await say(page, '/mentor offer @chandra From support into product: I can tell you what I wish I had known.')
  await page.goto(`${address}/?as=ben`)
  await say(page, '/mentor offer @chandra Would a mock interview help?')
  await page.goto(`${address}/?as=chandra&in=app&tab=messages`)
  const card = page.getByRole('article').filter({ hasText: 'From support into product' })
  await card.getByRole('button', { name: 'Accept' }).click()
  const modal = page.getByRole('dialog')
  await pickTime(page, modal, 4)
  await modal.getByText(/for @Dana Ngata/).waitFor()
  await modal.getByLabel('Topic').fill('From support into product')
  await modal.getByRole('button', { name: 'Book' }).click()
  await modal.getByText(/^You're booked/).waitFor()
  await page.close()
}

const take = async (
  browser: Browser,
  address: string,
  { name, path, height = 800, margin = 0, prepare }: Picture,
) => {
  for (const colorScheme of themes) {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width: 1240, height },
      deviceScaleFactor: 2,
      reducedMotion: 'reduce',
    })
    await page.goto(address + path)
    const part = await prepare(page)
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    const file = { path: `${FOLDER}/${name}-${colorScheme}.png` }
    const box = await part?.boundingBox()
    await page.screenshot({ ...file, ...(box && { clip: around(box, margin) }) })
    await page.close()
  }
}

type Box = { x: number; y: number; width: number; height: number }

const around = ({ x, y, width, height }: Box, margin: number): Box => ({
  x: x - margin,
  y: y - margin,
  width: width + 2 * margin,
  height: height + 2 * margin,
})

const sandbox = await startSandboxProcess()
const browser = await openChromium()
try {
  await mkdir(FOLDER, { recursive: true })
  await live(browser, sandbox.address)
  for (const picture of pictures) await take(browser, sandbox.address, picture)
} finally {
  await browser.close()
  await sandbox.stop()
}
