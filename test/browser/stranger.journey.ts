import { expect, it } from 'vitest'
import { pickTime } from './support/booking-form.ts'
import { journey, messageSaying, openWindow } from './support/journey.ts'

journey('A stranger’s first minute', () => {
  it('is enough to offer, to become the other, to accept by booking, and to see both sides change', async () => {
    const began = performance.now()
    const page = await openWindow('/')
    await page.getByRole('button', { name: 'Write it for me: the booking', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Write it for me: the offer', exact: true }).click()
    await page.keyboard.press('Enter')
    await messageSaying(page, 'Only visible to you').filter({ hasText: 'Ben York' }).waitFor()

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Ben York/ })
      .click()
    await page.getByRole('navigation').getByRole('button', { name: 'Mentorship' }).click()
    const card = messageSaying(page, /@Ada Berlin offer(s|ed) to mentor you/)
    await card.getByRole('button', { name: 'Accept' }).click()
    const modal = page.getByRole('dialog', { name: 'Book a session' })
    await pickTime(page, modal, 0)
    await modal.getByText(/for @Ada Berlin/).waitFor()
    await modal.getByRole('button', { name: 'Book' }).click()
    await modal.getByText(/^You're booked with @Ada Berlin/).waitFor()
    await modal.getByRole('button', { name: 'Close' }).last().click()
    await card.getByText(/Accepted\. You're booked with @Ada Berlin/).waitFor()
    expect(await card.getByRole('button', { name: 'Accept' }).count()).toBe(0)

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Ada Berlin/ })
      .click()
    await messageSaying(page, /@Ben York accepted your offer to mentor/).waitFor()
    await page.getByRole('tab', { name: 'Home' }).click()
    const home = page.getByRole('tabpanel', { name: 'Home' })
    await home.getByRole('button', { name: 'Reschedule: session with Ben York' }).first().waitFor()
    expect(performance.now() - began).toBeLessThan(60_000)
  })

  it('finds an offer and a session request waiting', async () => {
    const page = await openWindow('/?as=ada&in=app&tab=messages')
    await messageSaying(page, /@Ben York offers to mentor you/)
      .getByRole('button', { name: 'Accept' })
      .waitFor()
    await messageSaying(page, /@Chandra Rao would like a session with you/)
      .getByRole('button', { name: 'Dismiss' })
      .waitFor()
  })
})
