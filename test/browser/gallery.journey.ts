import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type PageFiles, readPage } from '../../src/sandbox/page-server/page-files.ts'
import { startPage } from '../sandbox/page-server/support.ts'
import { startRawApp } from '../sandbox/slack/support/raw-app.ts'
import { buildApp } from '../support/built-app.ts'
import { chromiumPath, openChromium } from './support/chromium.ts'
import * as gallery from './support/gallery.ts'

const ADA = 'U0ADA00001'

describe.skipIf(!chromiumPath)('Every block and element', () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof startRawApp>>
  let page: Page
  let files: PageFiles
  beforeAll(async () => {
    const built = await buildApp()
    files = await readPage(built.page)
    await built.remove()
    browser = await openChromium()
  })
  afterEach(() => app.stop())
  afterAll(() => browser.close())

  /** Ada's window, where the app has posted these blocks. */
  const show = async (blocks: unknown[]) => {
    app = await startRawApp()
    const { address, call } = await startPage({ files, over: app.slack })
    expect(await call('chat.postMessage', { channel: ADA, text: 'All of it', blocks })).toMatchObject({
      ok: true,
    })
    page = await browser.newPage({ timezoneId: 'America/St_Johns' })
    page.setDefaultTimeout(10_000)
    await page.goto(`${address}/?as=ada&in=app&tab=messages`)
    await page.getByRole('article').last().waitFor()
  }
  /** What the app was told about a press. */
  const pressed = async (actionId: string) => {
    await expect.poll(() => app.last().actions).toMatchObject([{ action_id: actionId }])
    return app.last()
  }

  it('of a message is drawn, and works', async () => {
    await show(gallery.message)
    const article = page.getByRole('article').last()
    expect(await article.getByRole('alert').count()).toBe(0)
    for (const text of [
      'A header',
      '@Ben York',
      'two',
      'and plain',
      'Its title',
      'a point',
      'a quote',
      'as typed',
    ]) {
      expect(await article.getByText(text).count()).toBeGreaterThan(0)
    }
    await article.getByRole('img', { name: 'white check mark' }).waitFor()
    expect(await article.getByRole('link', { name: 'a link' }).getAttribute('href')).toBe('https://a.example')

    await article.getByRole('button', { name: 'Primary' }).click()
    await pressed('primary')
    const before = app.received.length
    await article.getByRole('button', { name: 'Danger' }).click()
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Leave it' }).click()
    expect(app.received.length).toBe(before)
    await article.getByRole('button', { name: 'Danger' }).click()
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Do it' }).click()
    await pressed('danger')

    await article.getByRole('button', { name: 'More actions' }).first().click()
    await page.getByRole('menuitem', { name: 'Second entry' }).click()
    expect(await pressed('more')).toMatchObject({ actions: [{ selected_option: { value: 'second entry' } }] })
    await article.getByRole('combobox', { name: 'A colour' }).fill('gre')
    await page.getByRole('option', { name: 'Green' }).click()
    expect(await pressed('select')).toMatchObject({ actions: [{ selected_option: { value: 'green' } }] })
  })

  it('has its emoji codes drawn, wherever they stand', async () => {
    await show(gallery.withCodes)
    const text = (await page.getByRole('article').last().textContent()) ?? ''
    for (const shown of [
      '1️⃣ header',
      '2️⃣ bold',
      '3️⃣ link',
      '4️⃣ quoted',
      '5️⃣ field',
      '6️⃣ context',
      '7️⃣ button',
      '8️⃣ typed',
      '9️⃣ link',
      '👋🏼',
      '🔟 quoted at 10:30:00',
      'as typed :tada:',
      'not wanted :tada:',
      'code :tada: and :nobody_knows_this:',
    ]) {
      expect.soft(text).toContain(shown)
    }
  })

  it('that the page cannot draw is named in red', async () => {
    await show([
      { type: 'markdown', text: '# Title' },
      { type: 'section', text: { type: 'mrkdwn', text: 'Beside it' } },
      { type: 'actions', elements: [{ type: 'rich_text_input', action_id: 'rich' }] },
    ])
    const alerts = page.getByRole('article').last().getByRole('alert')
    expect(await alerts.allTextContents()).toEqual([
      'The sandbox cannot draw this: block “markdown”.',
      'The sandbox cannot draw this: element “rich_text_input”.',
    ])
    await page.getByText('Beside it').waitFor()
  })

  it('of a modal can be filled in, and is submitted as it was filled', async () => {
    await show([
      { type: 'actions', elements: [{ type: 'button', action_id: 'open', text: gallery.plain('Open') }] },
    ])
    await page.getByRole('button', { name: 'Open' }).click()
    const { trigger_id } = await pressed('open')
    await app.call('views.open', { trigger_id, view: gallery.modal })
    const modal = page.getByRole('dialog', { name: 'Everything' })
    const field = (name: string) => modal.getByLabel(`${name} (optional)`, { exact: true })
    const pick = async (name: string, ...typed: string[]) => {
      for (const text of typed) {
        await field(name).fill(text)
        await page.getByRole('option', { name: text }).first().click()
      }
      await page.keyboard.press('Tab')
    }
    await field('Text').fill('typed')
    await field('Email').fill('ada@a.example')
    await field('Address').fill('https://a.example')
    await field('Number').fill('42')
    await pick('Grouped', 'Teal')
    // What is typed takes the place of what was chosen, however one comes there.
    for (const enter of [() => field('Grouped').click(), () => field('Grouped').focus(), async () => {}]) {
      await enter()
      await page.keyboard.type('Ora')
      expect(await field('Grouped').inputValue()).toBe('Ora')
      await page.getByRole('option', { name: 'Orange' }).click()
    }
    await page.keyboard.type('Tea')
    await page.keyboard.press('Enter')
    await expect.poll(() => field('Grouped').inputValue()).toBe('Teal')
    await pick('Several', 'Red', 'Blue')
    await pick('Person', 'Ben York')
    await pick('People', 'Ben York', 'Dana Ngata')
    await pick('Channel', '#general')
    await pick('Conversation', '#general')
    app.answerJson({ options: [gallery.option('Found by the app', 'found')] })
    await pick('From outside', 'Found')
    await pick('Several from outside', 'Found')
    expect(
      app.received.filter(({ payload }) => payload.type === 'block_suggestion').at(-1)?.payload,
    ).toMatchObject({ action_id: 'it', block_id: 'several_from_outside', value: 'Found' })
    await field('Several from outside').click()
    await page.getByText('No more than 2').waitFor()
    await page.keyboard.press('Escape')
    app.answerWith((_, response) => response.end())
    await modal.getByRole('radio', { name: 'Green' }).check()
    await modal.getByRole('checkbox', { name: 'Red' }).check()
    await modal.getByRole('checkbox', { name: 'Blue' }).check()
    await field('Date').fill('2026-11-24')
    await field('Time').fill('09:30')
    await field('Date and time').fill('2026-11-24T09:00')
    await page.keyboard.press('Tab')
    await modal.getByRole('button', { name: 'Save' }).click()
    await modal.waitFor({ state: 'detached' })

    const value = (wanted: object) => ({ it: expect.objectContaining(wanted) })
    const submitted = app.last()
    expect(submitted.type).toBe('view_submission')
    expect(submitted.view).toMatchObject({
      state: {
        values: {
          text: value({ value: 'typed' }),
          many_lines: value({ value: 'as it was' }),
          email: value({ value: 'ada@a.example' }),
          address: value({ value: 'https://a.example' }),
          number: value({ value: '42' }),
          grouped: value({ selected_option: expect.objectContaining({ value: 'teal' }) }),
          several: {
            it: { selected_options: [{ value: 'red' }, { value: 'blue' }] },
          },
          person: value({ selected_user: 'U0BEN00001' }),
          people: value({ selected_users: ['U0BEN00001', 'U0DANA0001'] }),
          channel: value({ selected_channel: 'C0GENERAL1' }),
          conversation: value({ selected_conversation: 'C0GENERAL1' }),
          from_outside: value({ selected_option: expect.objectContaining({ value: 'found' }) }),
          several_from_outside: {
            it: { selected_options: [{ value: 'here before' }, { value: 'found' }] },
          },
          one_of: value({ selected_option: expect.objectContaining({ value: 'green' }) }),
          some_of: { it: { selected_options: [{ value: 'red' }, { value: 'blue' }] } },
          date: value({ selected_date: '2026-11-24' }),
          time: value({ selected_time: '09:30' }),
          // By Ada's clock in Berlin, whatever the browser's zone.
          date_and_time: value({ selected_date_time: Date.parse('2026-11-24T08:00:00Z') / 1000 }),
        },
      },
    })
    expect(app.slack.breaches).toEqual([])
  })
})
