import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { STATE_LASTS } from '../../src/store/oauth-states.ts'
import { grid, hostedApp } from '../support/hosted-app.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { freePort } from '../support/server.ts'
import { findings } from './support/axe.ts'
import { journey, openWindow } from './support/journey.ts'

let database: OwnDatabase

/** The app at an address that a browser reaches, and a window on its first page. */
const landing = async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const hosted = await hostedApp({ database, organisations: [grid], at: { port, publicUrl } })
  const open = (path: string, look?: Parameters<typeof openWindow>[1]) =>
    openWindow(`${publicUrl}${path}`, look)
  return { hosted, open, page: await open('/') }
}

/** As far as Slack's page that asks for permission. */
const askedFor = async (page: Page, place = 'Globex') => {
  await page.getByRole('link', { name: 'Add to Slack' }).click()
  await page.getByRole('link', { name: place }).click()
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  return new URL(page.url()).searchParams.get('state') ?? ''
}

const allow = async (page: Page, ending: string) => {
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('heading', { name: ending }).waitFor()
}
const DONE = 'Mentorship is installed'
const FAILED = "That didn't work"

journey('Installing the app', () => {
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  it.each([
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'light', width: 420 },
  ] as const)('axe finds nothing serious on the app’s own pages: %j', async (look) => {
    const { open } = await landing()
    for (const path of ['/', '/privacy']) {
      const page = await open(path, look)
      expect([path, await findings(page)]).toEqual([path, []])
    }
  })

  it('leads from its page over Slack’s to a page that opens it, and somebody who cancels can begin again', async () => {
    const { hosted, page } = await landing()
    await page.getByRole('link', { name: 'Add to Slack' }).click()
    await page.getByRole('heading', { name: 'Where do you want to install Mentorship?' }).waitFor()
    await page.getByRole('link', { name: 'Globex' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Nothing was installed' }).waitFor()
    await page.getByRole('link', { name: 'Add to Slack' }).click()
    await page.getByRole('link', { name: 'Globex' }).click()
    await page.getByRole('combobox', { name: 'You are' }).selectOption({ label: 'Gina Globex' })
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.getByRole('heading', { name: DONE }).waitFor()
    const open = page.getByRole('link', { name: 'Open Mentorship in Slack' })
    expect(await open.getAttribute('href')).toBe(
      'https://slack.com/app_redirect?app=A0MENTOR01&team=T0GLOBEX',
    )
    await hosted.app.settle()
    expect(hosted.texts('T0GLOBEX', 'gina')).toHaveLength(1)
    // Shown again, the page says that it was good once; the app stays.
    await page.reload()
    await page.getByRole('heading', { name: FAILED }).waitFor()
    await hosted.member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
    await hosted.app.settle()
    expect(hosted.texts('T0GLOBEX', 'gina')).toHaveLength(2)
  })

  it('for a whole organisation leads to where its workspaces are chosen', async () => {
    const { hosted, page } = await landing()
    await page.getByRole('link', { name: 'Add to Slack' }).click()
    await page.getByRole('link', { name: 'Grid' }).click()
    await page.getByRole('combobox', { name: 'You are' }).selectOption({ label: 'Ada Berlin' })
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.getByRole('heading', { name: DONE }).waitFor()
    const open = page.getByRole('link', { name: 'Choose workspaces' })
    expect(await open.getAttribute('href')).toBe(
      'https://app.slack.com/manage/E0GRID/integrations/profile/A0MENTOR01/workspaces/add',
    )
    await hosted.slack.grantAccess('E0GRID', ['T0ACME'])
    await hosted.member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await hosted.app.settle()
    expect(hosted.texts('T0ACME', 'ben')).toHaveLength(1)
  })

  it('fails with a state that is stolen, over or missing, or without cookies, and leads to the beginning', async () => {
    const { hosted, open, page } = await landing()
    const state = await askedFor(page)
    const thief = await open(`/slack/oauth_redirect?code=1&state=${state}`)
    await thief.getByRole('heading', { name: FAILED }).waitFor()
    const stateless = await open('/slack/oauth_redirect?code=1')
    await stateless.getByRole('heading', { name: 'One more step' }).waitFor()
    await stateless.getByRole('link', { name: 'Continue' }).waitFor()
    hosted.clock.advance(STATE_LASTS)
    await allow(page, FAILED)
    await askedFor(page)
    await page.context().clearCookies()
    await allow(page, FAILED)
    await page.getByText('it needs cookies').waitFor()
    expect(await hosted.database.knex('installations')).toEqual([])
    await askedFor(page)
    await allow(page, DONE)
  })

  it('from two browsers, and while the app is being removed, leaves it installed once', async () => {
    const { hosted, open, page } = await landing()
    const other = await open('/')
    await askedFor(page)
    await askedFor(other)
    await Promise.all([allow(page, DONE), allow(other, DONE)])
    await hosted.app.settle()
    const again = await open('/')
    await askedFor(again)
    hosted.clock.advance(1_000)
    await hosted.slack.workspace('T0GLOBEX').uninstall()
    await allow(again, DONE)
    expect(await hosted.database.knex('installations').whereNotNull('bot_token')).toHaveLength(1)
    await hosted.member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
    await hosted.app.settle()
    expect(hosted.texts('T0GLOBEX', 'gina').join()).toContain('U0DANA0001')
  })
})
