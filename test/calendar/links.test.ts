import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { googleLink, outlookLink } from '../../src/calendar/links.ts'

const entry = {
  startsAt: Date.UTC(2026, 10, 24, 14),
  endsAt: Date.UTC(2026, 10, 24, 14, 30),
  title: 'Session with Ben: C++ & "plans"',
  description: 'You are the mentor.',
  location: 'https://meet.example.com/ada?room=1#now',
}

describe('calendar links', () => {
  it('fill in Google Calendar’s form', () => {
    const { origin, pathname, searchParams } = new URL(googleLink(entry))
    expect([origin, pathname]).toEqual(['https://calendar.google.com', '/calendar/render'])
    expect(Object.fromEntries(searchParams)).toEqual({
      action: 'TEMPLATE',
      text: entry.title,
      dates: '20261124T140000Z/20261124T143000Z',
      details: entry.description,
      location: entry.location,
    })
  })

  it('fill in Outlook’s form', () => {
    const { origin, pathname, searchParams } = new URL(outlookLink(entry))
    expect([origin, pathname]).toEqual(['https://outlook.office.com', '/calendar/0/deeplink/compose'])
    expect(Object.fromEntries(searchParams)).toEqual({
      path: '/calendar/action/compose',
      rru: 'addevent',
      startdt: '2026-11-24T14:00:00.000Z',
      enddt: '2026-11-24T14:30:00.000Z',
      subject: entry.title,
      body: entry.description,
      location: entry.location,
    })
  })

  it('leave out a place that nobody gave', () => {
    expect(googleLink({ ...entry, location: '' })).not.toContain('location')
  })

  it('are valid addresses that fit a Slack button, whatever people wrote', () => {
    const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength })
    const anyWords = fc.record({ title: text(230), location: text(300) })
    const longest = { title: '日'.repeat(400), location: '日'.repeat(300) }
    const check = (words: typeof longest) => {
      for (const link of [googleLink, outlookLink]) {
        const address = link({ ...entry, ...words })
        expect(address.length).toBeLessThanOrEqual(3000)
        expect(URL.canParse(address)).toBe(true)
      }
    }
    check(longest)
    fc.assert(fc.property(anyWords, check), { numRuns: 20 })
  })
})
