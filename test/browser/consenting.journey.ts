import { afterAll, beforeAll, expect, it } from 'vitest'
import { googleStandIn } from '../support/google-stand-in.ts'
import { hostedApp } from '../support/hosted-app.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { freePort } from '../support/server.ts'
import { testClock } from '../support/world.ts'
import { journey, openWindow } from './support/journey.ts'

let database: OwnDatabase

/** The form's address, from Slack. */
const begun = async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const standIn = await googleStandIn(testClock())
  const hosted = await hostedApp({
    database,
    at: { port, publicUrl },
    calendarClients: { google: { ...standIn.client, places: standIn.places } },
  })
  await hosted.install('T0ACME', { from: `${publicUrl}/slack/install` })
  const ada = hosted.member('T0ACME', 'ada')
  await ada.openHome()
  await hosted.app.settle()
  await ada.clickHome('Connect a calendar')
  await hosted.app.settle()
  const [url = ''] = /https?:[^"]*calendars\/connect[^"]*/.exec(JSON.stringify(ada.modal())) ?? []
  return { hosted, ada, url }
}

journey('Connecting a calendar at Google', () => {
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  it('leads from the form over Google’s page and back, in one browser', async () => {
    const { hosted, ada, url } = await begun()
    const page = await openWindow(url)
    await page.getByRole('heading', { name: 'Connect your Google Calendar' }).waitFor()
    expect(await page.getByText('Ada Berlin').count()).toBe(1)
    await page.getByRole('checkbox', { name: 'Also put my mentoring sessions' }).check()
    await page.getByRole('button', { name: 'Continue to Google' }).click()
    await page.getByRole('heading', { name: 'Your Google Calendar is connected' }).waitFor()
    await hosted.app.settle()
    expect(JSON.stringify(ada.home())).toContain('Google Calendar · being read')
    // Shown again, its answer is used up.
    await page.reload()
    await page.getByRole('heading', { name: "That didn't work" }).waitFor()
  })

  it('cannot be begun by another site’s link past the page that says whose it will be', async () => {
    const { url } = await begun()
    const past = url.replace('/calendars/connect?', '/calendars/go?')
    const page = await openWindow('/')
    await page.setContent(`<a href="${past}">See my calendar</a>`)
    await page.getByRole('link').click()
    await page.getByRole('heading', { name: 'Connect your Google Calendar' }).waitFor()
  })
})
