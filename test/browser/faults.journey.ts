import { expect, it } from 'vitest'
import { journey, messageSaying, openWindow } from './support/journey.ts'

journey('When something goes wrong', () => {
  it('Slack says that the app is offline, and the app works again once it is back', async () => {
    const page = await openWindow('/?as=ada&workbench')
    await page.getByRole('switch', { name: /Mentorship is offline/ }).check()
    await page.getByRole('textbox', { name: 'Message #general' }).fill('/mentor help')
    await page.keyboard.press('Enter')
    await messageSaying(page, '/mentor failed with the error "dispatch_failed"').waitFor()
    await page.getByRole('navigation').getByRole('button', { name: 'Mentorship' }).click()
    // An offline app cannot show a Home to someone who has not seen one yet.
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByRole('button', { name: 'Accept' }).first().click()
    await page.getByRole('alert').getByText('We had some trouble connecting. Try again?').waitFor()
    await page.getByRole('switch', { name: /Mentorship is offline/ }).uncheck()
    await page.getByRole('button', { name: 'Accept' }).first().click()
    await page.getByRole('dialog', { name: 'Book a session' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('a message sent while Slack cannot be reached arrives once it can', async () => {
    const page = await openWindow('/?as=ben&workbench')
    await page.getByRole('switch', { name: /Slack cannot be reached/ }).check()
    await page
      .getByRole('textbox', { name: 'Message #general' })
      .fill('/mentor offer @chandra Sent into the storm.')
    await page.keyboard.press('Enter')
    await messageSaying(page, 'Only visible to you').filter({ hasText: 'Chandra Rao' }).waitFor()
    const chandra = await openWindow('/?as=chandra&in=app&tab=messages')
    expect(await messageSaying(chandra, 'Sent into the storm.').count()).toBe(0)
    await page.getByRole('switch', { name: /Slack cannot be reached/ }).uncheck()
    await page.getByRole('button', { name: '1 hour forward' }).click()
    await messageSaying(chandra, 'Sent into the storm.').waitFor()
  })

  it('the clock goes forward for everybody, and the workbench lists what was asked and answered', async () => {
    const page = await openWindow('/?as=ben&workbench')
    await page.getByRole('button', { name: '1 day forward' }).click()
    await page.getByText(/\+1 d.* ahead of the real time/).waitFor()
    await page.getByRole('textbox', { name: 'Message #general' }).fill('/mentor help')
    await page.keyboard.press('Enter')
    const request = page.getByRole('button', { name: /Slack to the app:\s*\/mentor\s*200/ }).first()
    await request.click()
    await page.getByText('command: /mentor').waitFor()
    await page.getByText('0 broken').waitFor()
  })
})
