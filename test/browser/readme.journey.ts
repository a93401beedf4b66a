import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { pickTime } from './support/booking-form.ts'
import { journey, messageSaying, openWindow } from './support/journey.ts'

/** What the README's one-minute tour asks for, step by step, in its own words. */
const stepsOf = (readme: string) => {
  const [, minute = ''] = /## A minute in the sandbox\s+([\s\S]*?)\n## /.exec(readme) ?? []
  const sentence = /Type `.*?\./.exec(minute.replaceAll('\n', ' '))?.[0] ?? ''
  return sentence.replace(/\.$/, '').split(', ')
}

type Play = (page: Page, word: string) => Promise<unknown>

/** Every step that the README may ask for, done as by a reader who knows only the page and the screen. */
const plays: [RegExp, Play][] = [
  [
    /^Type `(.+)` as Ada$/,
    async (page, command) => {
      await page.getByRole('navigation').getByRole('link', { name: 'Ada Berlin (you)' }).waitFor()
      await page.getByRole('textbox', { name: 'Message #general' }).fill(command)
    },
  ],
  [/^press (Enter)$/, (page, key) => page.keyboard.press(key)],
  [/^switch to (\w+)$/, (page, name) => page.getByRole('link', { name: new RegExp(`^${name} `) }).click()],
  [/^open \*\*(.+)\*\*$/, (page, name) => page.getByRole('navigation').getByRole('button', { name }).click()],
  [
    /^press \*\*(.+)\*\*$/,
    // The reader looks at an open form, or else at whatever came last.
    async (page, name) => {
      const form = page.getByRole('dialog')
      const place = (await form.count()) > 0 ? form : page.getByRole('main')
      await place.getByRole('button', { name }).last().click()
    },
  ],
  [
    /^pick a (time)$/,
    async (page) => {
      await pickTime(page, page.getByRole('dialog'), 2)
      await page
        .getByRole('dialog')
        .getByText(/for @Ada Berlin/)
        .waitFor()
    },
  ],
]

journey('The README’s minute', () => {
  it('can be followed word for word', async () => {
    const steps = stepsOf(readFileSync('README.md', 'utf8'))
    expect(steps.length).toBeGreaterThan(4)
    const page = await openWindow('/')
    for (const step of steps) {
      const play = plays.find(([words]) => words.test(step))
      if (!play) throw new Error(`the README asks for something that this test cannot do: ${step}`)
      const [words, act] = play
      await act(page, words.exec(step)?.[1] ?? '')
    }
    await page
      .getByRole('dialog')
      .getByText(/^You're booked with @Ada Berlin/)
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await messageSaying(page, /Accepted\. You're booked with @Ada Berlin/).waitFor()
    const ada = await openWindow('/?as=ada&in=app&tab=messages')
    await messageSaying(ada, /@Ben York accepted your offer to mentor/).waitFor()
  })
})
