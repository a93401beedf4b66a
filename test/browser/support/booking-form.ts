import type { Locator, Page } from 'playwright-core'

/** The times of the day that the booking form shows: radio buttons if they are few, otherwise a menu. */
export const timesOf = (modal: Locator): Locator =>
  modal.getByRole('radio').or(modal.getByRole('combobox', { name: /^Free times on/ }))

/** Picks one of them. @param nth 0 is the first */
export const pickTime = async (page: Page, modal: Locator, nth: number): Promise<void> => {
  await timesOf(modal).first().waitFor()
  const radios = modal.getByRole('radio')
  const count = await radios.count()
  if (count > 0) return radios.nth(Math.min(nth, count - 1)).check()
  await modal.getByRole('combobox', { name: /^Free times on/ }).click()
  await page.getByRole('option').nth(nth).click()
}
