import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { journey, messageSaying, openWindow } from './support/journey.ts'
import { isFocusVisible, tabTo } from './support/keyboard.ts'

const say = async (page: Page, text: string) => {
  await tabTo(page, 'Message #general')
  await page.keyboard.type(text)
  // The first press may only close the list of members.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

/** Closes the modal that says what was done, and waits until it is gone. */
const dismiss = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

journey('With the keyboard alone', () => {
  it('text typed right after taking a suggestion follows it', async () => {
    const page = await openWindow('/?as=dana')
    await tabTo(page, 'Message #general')
    await page.keyboard.type('/men')
    await page.getByRole('option', { name: /mentor/ }).waitFor()
    const field = page.getByRole('textbox', { name: 'Message #general' })
    // In one task of the browser: nobody types faster.
    await field.evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      document.execCommand('insertText', false, 'offer')
    })
    await page.keyboard.type(' @b')
    await page.getByRole('option', { name: /Ben York/ }).waitFor()
    expect(await field.inputValue()).toBe('/mentor offer @b')
  })

  it('an offer is written from the list of shortcuts, its receiver picked by typing', async () => {
    const page = await openWindow('/?as=dana')
    await tabTo(page, 'Shortcuts')
    expect(await isFocusVisible(page)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: /^Offer to mentor/ }).waitFor()
    await page.keyboard.press('Enter')
    const modal = dialog(page, /Offer/)
    await modal.waitFor()
    await page.keyboard.type('ben')
    await page.getByRole('option', { name: /Ben York/ }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, /^Message/)
    expect(await isFocusVisible(page)).toBe(true)
    await page.keyboard.type('Two hours on testing?')
    await tabTo(page, 'Send')
    await page.keyboard.press('Enter')
    await modal.getByText(/@Ben York/).waitFor()
    await dismiss(page)
  })

  it('a sent offer is withdrawn on Home, after a confirmation', async () => {
    const page = await openWindow('/?as=dana&in=app')
    await tabTo(page, /^Withdraw:/)
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog')
    await question.waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await tabTo(page, /^Withdraw:/)
    await page.keyboard.press('Enter')
    await question.waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('tabpanel').getByRole('button', { name: 'History of what you sent' }).waitFor()
  })

  it('a request is sent with an empty form first, which says what is missing', async () => {
    const page = await openWindow('/?as=dana')
    await say(page, '/mentor request ')
    const modal = dialog(page, /request|session/i)
    await modal.waitFor()
    await tabTo(page, 'Send')
    await page.keyboard.press('Enter')
    await modal.getByRole('alert').getByText('Please complete this required field.').waitFor()
    await tabTo(page, /^Who would you like to learn from/, { back: true })
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.type('chandra')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Send')
    await page.keyboard.press('Enter')
    await modal.getByText(/@Chandra Rao/).waitFor()
    await dismiss(page)
  })

  it('a session is booked, and Escape gives the focus back to where it was', async () => {
    const page = await openWindow('/?as=chandra&in=app&tab=messages')
    await messageSaying(page, 'Dana Ngata').waitFor()
    await tabTo(page, /^Accept: .* Dana Ngata$/)
    await page.keyboard.press('Enter')
    const modal = dialog(page, 'Book a session')
    await modal.waitFor()
    await page.keyboard.press('Escape')
    await modal.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Accept')
    await page.keyboard.press('Enter')
    await modal.waitFor()
    // Radio buttons if the day has few times, otherwise a menu.
    await tabTo(page, /^(Free times on|\d\d:\d\d)/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    if ((await modal.getByRole('radio').count()) === 0) await page.keyboard.press('Enter')
    await modal.getByText(/for @Dana Ngata/).waitFor()
    await tabTo(page, /^Topic/)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Support to product')
    await tabTo(page, /^Book/)
    await page.keyboard.press('Enter')
    await modal.getByText(/You're booked/).waitFor()
    await dismiss(page)
    await messageSaying(page, 'Support to product').waitFor()
  })

  it('a session is cancelled, with a reason', async () => {
    const page = await openWindow('/?as=chandra&in=app')
    await tabTo(page, 'More actions')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Cancel session' }).waitFor()
    // From the first entry up to the last.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    const modal = page.getByRole('dialog')
    await modal.waitFor()
    await page.keyboard.type('I have caught a cold.')
    await tabTo(page, /^Cancel/)
    await page.keyboard.press('Enter')
    await modal
      .getByText(/cancelled/i)
      .first()
      .waitFor()
    await dismiss(page)
  })
})
