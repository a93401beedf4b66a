import { describe, expect, it } from 'vitest'
import { type CalendarProvider, calendarProviders } from '../../src/domain/calendars/reading.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { createBrowser } from '../support/browser.ts'
import { filesOf } from '../support/calendar.ts'
import { googleStandIn } from '../support/google-stand-in.ts'
import { microsoftStandIn } from '../support/microsoft-stand-in.ts'
import { lostReply, refusal } from '../support/provider-stand-in.ts'
import { testClock } from '../support/world.ts'

const NAMES = { google: 'Google', microsoft: 'Microsoft' } as const

/** The provider, and what the owner of the calendar sees in it: when something begins, and what it is called. */
const peer = async (provider: CalendarProvider, now: () => Instant) => {
  if (provider === 'google') {
    const standIn = await googleStandIn({ now })
    return {
      standIn,
      seen: () => standIn.seen().map(({ start, summary }) => [Date.parse(start.dateTime), summary]),
    }
  }
  const standIn = await microsoftStandIn({ now })
  return {
    standIn,
    seen: () => standIn.seen().map(({ start, subject }) => [Date.parse(`${start.dateTime}Z`), subject]),
  }
}

/** Ada has connected her calendar, with leave to write into it. */
const scene = async (provider: CalendarProvider) => {
  const time = { now: testClock().now }
  const { standIn, seen } = await peer(provider, () => time.now())
  const j = await journey({
    calendars: { clients: { [provider]: { ...standIn.client, places: standIn.places } } },
  })
  time.now = j.clock.now
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  for (const member of [ada, ben]) await member.openHome()
  await ada.clickHome('Connect a calendar')
  const [url = ''] = /https?:[^"]*calendars\/connect[^"]*/.exec(JSON.stringify(ada.member.modal())) ?? []
  await ada.close()
  const page = await createBrowser({ clock: j.clock }).open(url)
  await page.press(`Continue to ${NAMES[provider]}`, { writes: 'on' })
  await j.app.readCalendars()
  await j.settle()
  const book = async (hour: string) => {
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', hour)
    await ben.submit()
  }
  const files = (of: typeof ada) => filesOf(j.slack, of).length
  /** Lets the next attempts come. */
  const later = async (wait: number) => {
    j.clock.advance(wait)
    await j.settle()
  }
  return { j, ada, ben, standIn, seen, book, files, later }
}

const at = (hour: number) => Date.UTC(2026, 10, 24, hour)

describe.each(calendarProviders)('a calendar at %s that the app may write into', (provider) => {
  it('gets the session, its new time, and loses it when it is cancelled; no file is sent', async () => {
    const { ada, ben, seen, book, files } = await scene(provider)
    await book('08:00')
    expect(seen()).toEqual([[at(13), expect.stringContaining('Ben York')]])
    expect([files(ada), files(ben)]).toEqual([0, 1])

    await ben.click('Reschedule')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(seen()).toEqual([[at(14), expect.stringContaining('Ben York')]])

    await ben.click('Cancel session')
    await ben.submit()
    expect(seen()).toEqual([])
    expect([files(ada), files(ben)]).toEqual([0, 3])
  })

  it('does not say that its owner is busy because of what the app wrote', async () => {
    const { j, ada, ben, book } = await scene(provider)
    await book('08:00')
    await j.app.readCalendars()
    // The session is not in its own way.
    await ada.click('Reschedule')
    await ada.pickFreely(Date.UTC(2026, 10, 24, 13, 15) / SECOND)
    await ada.submit()
    expect(ben.last().join()).toContain('08:15')
    await ben.click('Cancel session')
    await ben.submit()
    await j.app.readCalendars()
    await ben.types('book @ada')
    expect(ben.offered().join()).toContain('Tuesday 24 November 08:00')
  })
})

describe('such a calendar', () => {
  it('has it once, although an answer was lost', async () => {
    const { standIn, seen, book, files, ada, later } = await scene('microsoft')
    standIn.plant(lostReply, { name: 'create' })
    await book('08:00')
    await later(MINUTE)
    expect([seen().length, files(ada)]).toEqual([1, 0])
  })

  it('that refuses for a quarter of an hour is given up for a file, and emptied once it can be', async () => {
    const { standIn, seen, book, files, ada, later } = await scene('google')
    standIn.plant(lostReply, { name: 'insert' })
    await book('08:00')
    standIn.plant(refusal(standIn.refuse(503, 'backendError')), { times: 10 })
    for (let n = 0; n < 12; n++) await later(10 * MINUTE)
    expect(files(ada)).toBe(1)
    await later(HOUR)
    expect(seen()).toEqual([])
  })

  it('whose owner takes the consent back is given up at once', async () => {
    const { standIn, ben, book, files, ada, later } = await scene('google')
    standIn.revoke()
    await book('08:00')
    await later(MINUTE)
    expect(files(ada)).toBe(1)
    await ben.click('Cancel session')
    await ben.submit()
    expect(files(ada)).toBe(2)
  })
})
