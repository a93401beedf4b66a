import { expect, it } from 'vitest'
import { pickTime } from './support/booking-form.ts'
import { journey, messageSaying, openWindow } from './support/journey.ts'

journey('Two windows side by side', () => {
  it('are two members: what one sends reaches the other at once, and a dismissal shows in one window only', async () => {
    const chandra = await openWindow('/?as=chandra')
    const dana = await openWindow('/?as=dana&in=app&tab=messages')
    await dana.getByRole('tab', { name: 'Messages', selected: true }).waitFor()

    await chandra.getByRole('textbox', { name: 'Message #general' }).click()
    await chandra.keyboard.type('/men')
    await chandra.keyboard.press('Enter')
    await chandra.keyboard.type('offer @dan')
    await chandra.getByRole('option', { name: /Dana Ngata/ }).waitFor()
    await chandra.keyboard.press('Enter')
    await chandra.keyboard.type('We could rehearse your talk together.')
    await chandra.keyboard.press('Enter')

    const card = messageSaying(dana, /@Chandra Rao offers to mentor you/)
    await card.getByText('We could rehearse your talk together.').waitFor()
    await chandra.getByRole('navigation').getByRole('button', { name: 'Mentorship' }).click()
    await chandra.getByRole('tab', { name: 'Home' }).click()
    const sent = chandra.getByRole('tabpanel', { name: 'Home' })
    await sent
      .getByText(/You offered to mentor @Dana Ngata/)
      .first()
      .waitFor()
    const before = await sent.textContent()

    await card.getByRole('button', { name: 'Dismiss' }).click()
    await card.getByText('Dismissed.').waitFor()
    expect(await sent.textContent()).toBe(before)

    await card.getByRole('button', { name: 'Accept' }).click()
    const modal = dana.getByRole('dialog', { name: 'Book a session' })
    await pickTime(dana, modal, 1)
    await modal.getByText(/for @Chandra Rao/).waitFor()
    expect(await chandra.getByRole('dialog').count()).toBe(0)
    await modal.getByRole('button', { name: 'Book' }).click()
    await sent.getByRole('button', { name: 'Reschedule: session with Dana Ngata' }).first().waitFor()
  })

  it('share their channels: one adds the app, the other reads so, and both see when nobody can write any more', async () => {
    const ben = await openWindow('/?as=ben&channel=lunch-and-learn&workbench')
    const dana = await openWindow('/?as=dana')
    const about = (item: string) =>
      ben
        .getByRole('button', { name: 'About #lunch-and-learn' })
        .click()
        .then(() => ben.getByRole('menuitem', { name: item }).click())
    await about('Remove Mentorship from this channel')
    await messageSaying(ben, 'was removed from #lunch-and-learn by @Ben York.').waitFor()
    await about('Add Mentorship to this channel')
    await messageSaying(ben, 'was added to #lunch-and-learn by @Ben York.').waitFor()
    const field = ben.getByRole('textbox', { name: 'Message #lunch-and-learn' })
    await field.fill('Come over from #general')
    await ben.keyboard.press('Enter')

    // Dana's first message there is her own; she has read neither the open session announced after it nor the next three.
    const place = dana.getByRole('navigation').getByRole('button', { name: /lunch-and-learn/ })
    await expect.poll(() => place.textContent()).toContain('4 unread')
    await place.click()
    expect(await place.textContent()).not.toContain('unread')
    const message = messageSaying(dana, 'Come over from #general')
    await ben.getByRole('switch', { name: /^Archived/ }).check()
    await dana.getByText('#lunch-and-learn has been archived.').waitFor()
    expect(await dana.getByRole('textbox', { name: 'Message #lunch-and-learn' }).count()).toBe(0)
    await ben.getByRole('switch', { name: /^Archived/ }).uncheck()
    await field.waitFor()
    await message.getByRole('button', { name: '#general' }).click()
    await dana.getByRole('textbox', { name: 'Message #general' }).waitFor()
  })
})
