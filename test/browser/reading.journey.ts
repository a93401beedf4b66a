import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { pickTime } from './support/booking-form.ts'
import { journey, messageSaying, openWindow } from './support/journey.ts'

const focusedIn = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    const part = activeElement?.closest('.message, .block, textarea') ?? activeElement
    return `${part?.tagName.toLowerCase()}: ${part?.textContent?.trim().replaceAll(/\s+/g, ' ')}`
  })

/** Sends it, and waits until the app has answered. */
const send = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Message #general' }).fill(text)
  await page.keyboard.press('Enter')
  await page.locator('.composer-box:not([aria-busy=true]) textarea:placeholder-shown').waitFor()
}

journey('Reading and answering', () => {
  it('your own answer is shown, however far up you have scrolled', async () => {
    const page = await openWindow('/?as=gus', { width: 900, height: 500 })
    await send(page, '/mentor help')
    await page.getByText('Only visible to you').first().waitFor()
    await page.locator('.messages').evaluate((list) => list.scrollTo({ top: 0 }))
    await send(page, '/mentor sessions')
    await messageSaying(page, 'Only visible to you')
      .filter({ hasText: /session/ })
      .waitFor()
    const distance = () =>
      page.locator('.messages').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)
    await expect.poll(distance).toBeLessThan(2)

    // Other people's messages do not move the list.
    await page.locator('.messages').evaluate((list) => list.scrollTo({ top: 0 }))
    const dana = await openWindow('/?as=dana')
    await send(dana, 'Said while Gus reads.')
    await messageSaying(page, 'Said while Gus reads.').waitFor()
    expect(await page.locator('.messages').evaluate((list) => list.scrollTop)).toBe(0)
  })

  it('the focus stays in place after a click', async () => {
    const ben = await openWindow('/?as=ben')
    await send(ben, '/mentor offer @chandra First of two.')
    await send(ben, '/mentor request @chandra Second of two.')
    const page = await openWindow('/?as=chandra&in=app&tab=messages')
    const card = messageSaying(page, 'Second of two.')
    await card.getByRole('button', { name: 'Dismiss' }).click()
    await card.getByText('Dismissed.').waitFor()
    expect(await focusedIn(page)).toMatch(/^article: .*Second of two\./)

    await page.getByRole('tab', { name: 'Home' }).click()
    const home = page.getByRole('tabpanel', { name: 'Home' })
    const dismiss = home.getByRole('button', { name: 'Dismiss' })
    await dismiss.first().waitFor()
    const before = await dismiss.count()
    await dismiss.first().click()
    await expect.poll(() => dismiss.count()).toBe(before - 1)
    expect(await focusedIn(page)).toMatch(/^div: ./)

    // Redrawn for another reason: the same control still has the focus.
    const control = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-control]')?.dataset.control)
    await home.getByRole('button', { name: 'Accept' }).last().focus()
    const held = await control()
    await send(ben, '/mentor request @chandra And a third.')
    await home.getByText('And a third.').waitFor()
    expect(held).toBeDefined()
    expect(await control()).toBe(held)
  })

  it('the focus goes back to the card whose button has gone when its form closes', async () => {
    const ben = await openWindow('/?as=ben')
    await send(ben, '/mentor offer @dana Accepted by a form.')
    const page = await openWindow('/?as=dana&in=app&tab=messages')
    const card = messageSaying(page, 'Accepted by a form.')
    await card.getByRole('button', { name: 'Accept' }).click()
    const modal = page.getByRole('dialog', { name: 'Book a session' })
    await pickTime(page, modal, 5)
    await modal.getByText(/for @Ben York/).waitFor()
    // Otherwise the message about the session quotes the same words.
    await modal.getByLabel('Topic').fill('Something else')
    await modal.getByRole('button', { name: 'Book' }).click()
    await modal.getByText(/^You're booked/).waitFor()
    await card.getByText(/^Accepted\./).waitFor()
    await modal.getByRole('button', { name: 'Close' }).last().click()
    await modal.waitFor({ state: 'detached' })
    expect(await focusedIn(page)).toMatch(/^article: .*Accepted by a form\./)
  })

  it('the focus stays on a button whose press draws its form anew, by mouse and by keyboard', async () => {
    const page = await openWindow('/?as=dana')
    await send(page, '/mentor book @ada ')
    const modal = page.getByRole('dialog', { name: 'Book a session' })
    const roles = modal.getByRole('button', { name: 'Switch roles' })
    const says = () => modal.textContent()
    const first = await says()
    await roles.click()
    await expect.poll(says).not.toBe(first)
    expect(await focusedIn(page)).toContain('Switch roles')
    await page.keyboard.press('Enter')
    await expect.poll(says).toBe(first)
    expect(await focusedIn(page)).toContain('Switch roles')
  })

  it('links are told apart by more than their colour', async () => {
    const page = await openWindow('/?as=ben')
    await send(page, '/mentor request @dana See https://example.com/underlined please')
    const dana = await openWindow('/?as=dana&in=app&tab=messages')
    const link = dana.getByRole('link', { name: 'https://example.com/underlined' }).last()
    await link.waitFor()
    expect(await link.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('underline')
  })

  it('sending with the mouse, and becoming another member, keep the focus in the page', async () => {
    const page = await openWindow('/?as=chandra')
    await page.getByRole('textbox', { name: 'Message #general' }).fill('Sent with the mouse.')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await messageSaying(page, 'Sent with the mouse.').waitFor()
    expect(await focusedIn(page)).toMatch(/^textarea/)
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Dana Ngata/ })
      .click()
    await page.getByRole('navigation').getByRole('link', { name: 'Dana Ngata (you)' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
  })
})
