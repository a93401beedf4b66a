import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { journey, openWindow } from './support/journey.ts'

const DAY = 86_400_000

/** A Monday that lies at least two days ahead. */
const monday = (): string => {
  const earliest = new Date(Date.now() + 3 * DAY)
  const days = (8 - earliest.getUTCDay()) % 7
  return new Date(earliest.getTime() + days * DAY).toISOString().slice(0, 10)
}

/** Opens the form for a session with Irena, in whose zone Jonas is too. She is busy until one o'clock on all working days. */
const bookOnMonday = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Message #general' }).fill('/mentor book @irena ')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Book a session' })
  const day = monday()
  await form.getByLabel('Day', { exact: true }).fill(day)
  // A press in a form that is being drawn anew counts for nothing.
  await form.getByText(`Free times on Monday ${Number(day.slice(8))} `).waitFor()
  return form
}

journey('A calendar from outside', () => {
  it('that fails leaves times unchecked, and takes the busy ones once its switch lets it be read', async () => {
    const page = await openWindow('/?as=jonas&workbench')
    const unchecked = await bookOnMonday(page)
    await unchecked.getByRole('combobox', { name: /^Free times on Monday/ }).click()
    await page.getByText(/^Calendar not checked since/).waitFor()
    await page.getByRole('option', { name: '09:00–09:30' }).waitFor()
    await page.keyboard.press('Escape')
    await unchecked.getByRole('button', { name: 'Close' }).last().click()

    const irena = await openWindow('/?as=irena&in=app&tab=home')
    const broken = irena.getByText(/⚠.*Calendar at 127\.0\.0\.1 · checked/)
    await broken.waitFor()
    await page.getByRole('switch', { name: /^Irena Kovač’s calendar fails/ }).uncheck()
    await page.getByRole('button', { name: '1 hour forward' }).click()
    await broken.waitFor({ state: 'detached' })

    const checked = await bookOnMonday(page)
    await checked.getByRole('radio', { name: '13:00–13:30', exact: true }).waitFor()
    await checked
      .getByRole('radio', { name: /^(09|10|11|12):/ })
      .first()
      .waitFor({ state: 'detached' })
  })
})
