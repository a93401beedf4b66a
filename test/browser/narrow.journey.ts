import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { journey, openWindow } from './support/journey.ts'

const NARROW = { width: 420, height: 800 }

/** What lies on top all over this element: nothing else may cover it. */
const isUncovered = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return [0.05, 0.5, 0.95].every((across) => {
      const found = document.elementFromPoint(left + width * across, top + height / 2)
      return found !== null && element.contains(found)
    })
  })

journey('On a narrow screen', () => {
  it('nothing covers the workbench’s heading', async () => {
    const page = await openWindow('/?as=ada&workbench', NARROW)
    expect(await isUncovered(page, '.workbench h2')).toBe(true)
    await page.getByRole('button', { name: 'Close the workbench' }).click()
    await page.getByRole('button', { name: 'Channels, apps and members' }).click()
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Ben York/ })
      .click()
    await page.getByText('Now you are Ben York.').waitFor()
  })

  it.each([360, 420, 500])('the tabs leave the buttons beside them alone: %d px', async (width) => {
    const page = await openWindow('/?as=ada&in=app&tab=messages', { width, height: 800 })
    const boxOf = async (name: string, role: 'tab' | 'button') =>
      page.getByRole('main').getByRole(role, { name, exact: true }).boundingBox()
    const [tab, theme] = [await boxOf('Messages', 'tab'), await boxOf('Dark colours', 'button')]
    expect((tab?.x ?? 0) + (tab?.width ?? 0) + 4).toBeLessThanOrEqual(theme?.x ?? 0)
    expect(await page.getByRole('heading', { name: 'Mentorship', level: 2 }).count()).toBe(1)
  })

  it('what is beside a text on a wide screen goes below it, on one line', async () => {
    const page = await openWindow('/?as=gus', NARROW)
    await page.getByRole('textbox', { name: 'Message #general' }).fill('/mentor help')
    await page.keyboard.press('Enter')
    const help = page.getByRole('article').filter({ hasText: 'Only visible to you' }).last()
    const buttons = help.locator('.block-section button')
    await buttons.last().waitFor()
    const heights = await buttons.evaluateAll((all) => all.map((button) => button.clientHeight))
    expect(Math.max(...heights)).toBeLessThan(40)
    const text = await help.locator('.block-section:has(button) .section-text').first().boundingBox()
    expect(text?.width).toBeGreaterThan(240)
  })

  it('everything typed can be seen', async () => {
    const page = await openWindow('/?as=ada', NARROW)
    const field = page.getByRole('textbox', { name: 'Message #general' })
    await field.fill('Some words that together are longer than a line of a narrow screen is. '.repeat(2))
    expect(await field.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThan(2)
    const last = page.getByRole('article').last()
    const [above, below] = [await last.boundingBox(), await page.locator('.composer').boundingBox()]
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  })
})
