import { expect, it } from 'vitest'
import { journey, openWindow } from './support/journey.ts'

journey('The directory', () => {
  it('is searched with the mouse, and a session is requested from what it shows', async () => {
    const page = await openWindow('/?as=fatima&in=app&tab=home')
    await page.getByRole('tabpanel').getByRole('button', { name: 'Find a mentor' }).click()
    const search = page.getByRole('dialog', { name: 'Find a mentor' })
    await search.getByRole('button', { name: 'Request a session: Amara Okafor' }).waitFor()
    // Who shares a topic with her comes first.
    await search.getByLabel('Topic (optional)', { exact: true }).click()
    await page.getByRole('option', { name: 'Data visualization' }).click()
    await search.getByRole('button', { name: 'Request a session: Hana Kimura' }).waitFor()
    await expect.poll(() => search.getByText('Amara').count()).toBe(0)
    await search.getByRole('button', { name: 'Clear' }).click()
    // Each answer is waited for: a press in a form that is being drawn anew counts for nothing.
    await search.getByRole('button', { name: 'More' }).waitFor()
    await search.getByLabel('What, or who? (optional)', { exact: true }).fill('postgress')
    await search.getByRole('button', { name: 'Search' }).click()
    await search.getByRole('button', { name: 'More' }).waitFor({ state: 'detached' })
    await search.getByRole('button', { name: 'Request a session: Amara Okafor' }).click()
    const form = page.getByRole('dialog', { name: 'Request a session' })
    await form.getByLabel('Message (optional)').fill('Why is my query slow?')
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByText(/^Sent to/).waitFor()
    await form.getByRole('button', { name: 'Close' }).last().click()
    await search.getByRole('button', { name: 'Request a session: Amara Okafor' }).waitFor()

    const amara = await openWindow('/?as=amara&in=app&tab=messages')
    await amara.getByRole('article').filter({ hasText: 'Why is my query slow?' }).waitFor()
  })

  it('lists who fills in a profile, with a topic that nobody had before', async () => {
    const page = await openWindow('/?as=olena&in=app&tab=home')
    await page.getByRole('tabpanel').getByRole('button', { name: 'Fill in your profile' }).click()
    const form = page.getByRole('dialog', { name: 'Your profile' })
    await form.getByRole('checkbox', { name: /^I mentor/ }).check()
    await form.getByLabel('Headline (optional)').fill('I grow vegetables, and teams')
    const topics = form.getByLabel('Topics I can help with (optional)', { exact: true })
    await topics.fill('leading')
    await page.getByRole('option', { name: 'Leading teams' }).click()
    await topics.fill('Gardening')
    await page.getByRole('option', { name: 'Add “Gardening”' }).click()
    await form.getByLabel('Mentees at a time (optional)').fill('2')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText("Saved. You're listed as a mentor.").waitFor()

    const other = await openWindow('/?as=noah&in=app&tab=home')
    await other.getByRole('tabpanel').getByRole('button', { name: 'Find a mentor' }).click()
    const search = other.getByRole('dialog', { name: 'Find a mentor' })
    await search.getByLabel('What, or who? (optional)', { exact: true }).fill('gardening')
    await other.keyboard.press('Enter')
    await search.getByText('I grow vegetables, and teams').waitFor()
    expect(await search.getByRole('button', { name: /^Request a session/ }).count()).toBe(1)
  })
})
