import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'

describe('where optional permissions were left out', () => {
  it('sessions come with links instead of a calendar file, nothing fails, and Home says what is missing', async () => {
    const here = await journey({ withheldScopes: ['files:write', 'im:history', 'channels:read'] })
    const [ada, ben] = [actor(here, 'ada'), actor(here, 'ben')]
    await ben.openHome()
    const said = JSON.stringify(here.as('ben').home())
    expect(said).toContain(
      'links to your calendar instead of a calendar file, and reports without a picture and files (`files:write`)',
    )
    expect(said).toContain('`channels:read`')
    expect(said).not.toContain('channels:history')

    await ben.types('offer @ada I can help')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '15:00')
    await ada.submit()
    const messages = here.as('ada').dm()
    expect(messages.flatMap(({ files = [] }) => files)).toEqual([])
    expect(JSON.stringify(messages)).toContain('calendar.google.com')
    expect(here.slack.requests.filter(({ name }) => name.startsWith('files.'))).toEqual([])
  })

  it('a report comes without its picture, and who wants a file of it reads why there is none', async () => {
    const members = people.map((one) => (one.handle === 'ada' ? { ...one, admin: 'owner' as const } : one))
    const here = await journey({ members, withheldScopes: ['files:write'] })
    const ada = actor(here, 'ada')
    await ada.types('report')
    await ada.click('People (CSV)', { message: here.as('ada').dm().at(-1)?.ts ?? '' })
    const messages = here.as('ada').dm()
    expect(messages.map(({ text }) => text).join()).toContain("I can't send you files")
    expect(messages.flatMap(({ files = [] }) => files)).toEqual([])
    expect(here.slack.requests.filter(({ name }) => name.startsWith('files.'))).toEqual([])
  })

  it('Home says nothing of permissions where all were granted', async () => {
    const here = await journey()
    const ben = actor(here, 'ben')
    await ben.openHome()
    expect(JSON.stringify(here.as('ben').home())).not.toContain('permissions')
  })
})
