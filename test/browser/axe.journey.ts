import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { journey, openWindow } from './support/journey.ts'

type Result = {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe rates serious or critical, in words. */
const findings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<Result>('axe.run(document)')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}

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
