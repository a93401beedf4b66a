import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timesOf } from './support/booking-form.ts'
import { chromiumPath, openChromium } from './support/chromium.ts'
import { type SandboxProcess, startSandboxProcess } from './support/sandbox-process.ts'

describe.skipIf(!chromiumPath)('After a restart', () => {
  let browser: Browser
  let sandbox: SandboxProcess
  beforeAll(async () => {
    browser = await openChromium()
    sandbox = await startSandboxProcess()
  })
  afterAll(async () => {
    await browser.close()
    await sandbox.stop()
  })

  const restart = async (...args: string[]) => {
    await sandbox.stop()
    sandbox = await startSandboxProcess({ dataDir: sandbox.dataDir, args })
  }
  const open = async (path: string) => {
    const page = await browser.newPage()
    await page.goto(sandbox.address + path)
    await page.getByRole('main').waitFor()
    return page
  }
  const card = { name: 'Accept' }
  const workspace = async () =>
    JSON.parse(await readFile(join(sandbox.dataDir, 'sandbox.json'), 'utf8')).slack.team.id

  it('everything is as it was left, and goes on working; --fresh starts over', {
    timeout: 300_000,
  }, async () => {
    const before = await open('/?as=ada&in=app&tab=messages&workbench')
    await before.getByRole('button', { name: 'Dismiss' }).first().click()
    await before.getByText('Dismissed.').waitFor()
    await before.getByRole('button', { name: '1 day forward' }).click()
    await before.getByText(/\+1 d.* ahead of the real time/).waitFor()
    // An open window does not hold up the stop.
    await restart()

    const after = await open('/?as=ada&in=app&tab=messages&workbench')
    await after.getByText('Dismissed.').waitFor()
    await after.getByText(/\+1 d.* ahead of the real time/).waitFor()
    await after.getByRole('button', card).first().click()
    await timesOf(after.getByRole('dialog', { name: 'Book a session' }))
      .first()
      .waitFor()
    const old = await workspace()

    await restart('--fresh')
    const anew = await open('/?as=ada&in=app&tab=messages')
    await anew.getByRole('button', card).nth(1).waitFor()
    expect(await anew.getByText('Dismissed.').count()).toBe(0)
    expect(await workspace()).not.toBe(old)
  })
})
