import { expect, it } from 'vitest'
import { findings } from './support/axe.ts'
import { journey, openWindow } from './support/journey.ts'

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 420 },
] as const

journey('For everybody', () => {
  it.each(looks)('axe finds nothing serious on any surface: %j', async (look) => {
    const page = await openWindow('/?as=ada', look)
    expect(await findings(page)).toEqual([])

    await page.getByRole('textbox', { name: 'Message #general' }).fill('/mentor help')
    await page.keyboard.press('Enter')
    await page.locator('textarea:placeholder-shown').waitFor()
    await page.getByText('Only visible to you').first().waitFor()
    await page.keyboard.type('/')
    await page.getByRole('option').first().waitFor()
    expect(await findings(page)).toEqual([])

    await page.goto(page.url().replace(/\?.*/, '?as=ada&in=app&tab=messages&workbench'))
    await page.getByRole('button', { name: 'Dismiss' }).first().waitFor()
    expect(await findings(page)).toEqual([])

    await page.goto(page.url().replace(/\?.*/, '?as=ada&channel=lunch-and-learn&workbench'))
    await page.getByRole('textbox', { name: 'Message #lunch-and-learn' }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.goto(page.url().replace(/\?.*/, '?as=ada&in=app'))
    await page.getByRole('button', { name: 'Accept' }).first().waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: 'Accept' }).first().click()
    const modal = page.getByRole('dialog', { name: 'Book a session' })
    await modal.waitFor()
    expect(await findings(page)).toEqual([])
    // The times of a day with few are radio buttons, which were looked at with the form.
    if ((await modal.getByRole('combobox').count()) > 0) {
      await modal.getByRole('combobox').first().click()
      await page.getByRole('option').first().waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Escape')
    await modal.waitFor({ state: 'detached' })
  })
})
