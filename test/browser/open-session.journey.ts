import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { journey, messageSaying, openWindow } from './support/journey.ts'

const HOUR = 3_600_000

/** As the mentor's picker of a date and time takes it. */
const inTokyo = (instant: number) =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
    .format(instant)
    .replace(' ', 'T')

const TITLE = 'How charts mislead'

/** Shows the messages of the app, with the newest in sight. */
const messagesOf = async (handle: string) => {
  const page = await openWindow(`/?as=${handle}&in=app&tab=messages`)
  await page.getByRole('tab', { name: 'Messages', selected: true }).waitFor()
  return page
}

/** In the list of open sessions, which Home leads to. @param label of the button beside this one */
const pressInList = async (page: Page, label: string) => {
  await page.getByRole('tab', { name: 'Home' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: 'Open sessions' }).click()
  const list = page.getByRole('dialog', { name: 'Open sessions' })
  await list.getByRole('button', { name: `${label}: ${TITLE}` }).click()
  return list
}

journey('An open session in three windows', () => {
  it('is set up, joined, waited for, left, and its seat taken by who comes next', async () => {
    const hana = await openWindow('/?as=hana')
    await hana.getByRole('textbox', { name: 'Message #general' }).fill(`/mentor host ${TITLE}`)
    await hana.keyboard.press('Enter')
    const form = hana.getByRole('dialog', { name: 'Open session' })
    expect(await form.getByLabel('Title').inputValue()).toBe(TITLE)
    // So soon that whoever comes up from the waitlist is asked first.
    await form.getByLabel('Starts').fill(inTokyo(Date.now() + 8 * HOUR))
    await form.getByLabel('Where (optional)').fill('https://meet.example.com/hana')
    await form.getByLabel('Number of seats').fill('1')
    await form.getByRole('checkbox', { name: /^Ask what they'd like to talk about/ }).uncheck()
    await form.getByRole('button', { name: 'Set up' }).click()
    // Closed before that, the form would be thrown away.
    await form.getByRole('button', { name: 'Set up' }).waitFor({ state: 'detached' })
    await form.getByRole('button', { name: 'Close' }).last().click()

    const mei = await messagesOf('mei')
    const joined = await pressInList(mei, 'Join')
    await joined.getByText(/^You have a seat in @Hana Kimura's open session/).waitFor()
    await joined.getByRole('button', { name: 'Close' }).last().click()

    const liam = await messagesOf('liam')
    const waiting = await pressInList(liam, 'Join waitlist')
    await waiting.getByText(/You're first in line for @Hana Kimura's open session/).waitFor()
    await waiting.getByRole('button', { name: 'Close' }).last().click()

    await hana.getByRole('navigation').getByRole('button', { name: 'Mentorship' }).click()
    await hana.getByRole('tab', { name: 'Messages' }).click()
    const own = messageSaying(hana, TITLE)
    await own.getByText(/Who comes: @Mei Lin/).waitFor()
    await own.getByText(/On the waitlist: 1 person/).waitFor()

    await mei.getByRole('tab', { name: 'Messages' }).click()
    const hers = messageSaying(mei, /You have a seat in @Hana Kimura's open session/)
    await hers.getByRole('button', { name: `Open link: ${TITLE}` }).waitFor()
    await hers.getByRole('button', { name: `Leave session: ${TITLE}` }).click()
    await mei.getByRole('dialog').getByText('Your seat goes to the next in line right away.').waitFor()
    await mei.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await messageSaying(mei, /You left @Hana Kimura's open session/).waitFor()

    await liam.getByRole('tab', { name: 'Messages' }).click()
    const asked = messageSaying(liam, /A seat is free for you in @Hana Kimura's open session/)
    await own.getByText(/Still to confirm: @Liam/).waitFor()
    expect(await asked.getByText('meet.example.com').count()).toBe(0)
    await asked.getByRole('button', { name: `Take the seat: ${TITLE}` }).click()
    await messageSaying(liam, /A seat came free, and it's yours in @Hana Kimura's open session/).waitFor()
    await own.getByText(/Who comes: @Liam/).waitFor()
  })
})
