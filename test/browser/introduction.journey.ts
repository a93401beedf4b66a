import { expect, it } from 'vitest'
import { journey, openWindow } from './support/journey.ts'

journey('The introduction', () => {
  it('goes on where it was when you become the other member, and when you come back', async () => {
    const page = await openWindow('/?as=chandra')
    const intro = page.getByRole('complementary', { name: 'What to try first' })
    const current = intro.locator('[aria-current=step]')
    await intro.getByText('Offer to mentor Ada Berlin.').waitFor()
    expect(await current.textContent()).toMatch(/^Offer to mentor Ada Berlin/)

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Ada Berlin/ })
      .click()
    await intro.getByText('Now you are Ada Berlin.').waitFor()
    expect(await current.textContent()).toMatch(/^Accept the offer.*come back as Chandra Rao/)
    await intro.getByRole('button', { name: 'Open Mentorship' }).click()
    await page.getByRole('tab', { name: 'Messages', selected: true }).waitFor()

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Chandra Rao/ })
      .click()
    await page.getByRole('navigation').getByRole('button', { name: 'general' }).click()
    await intro.getByText('Now you are Chandra Rao.').waitFor()
    expect(await current.textContent()).toMatch(/^(Answer what waits for you|Look at Mentorship’s Home)/)
    expect(await intro.getByText('Offer to mentor Ada Berlin.').count()).toBe(1)
  })
})
