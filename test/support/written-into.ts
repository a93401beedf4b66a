import type { CalendarProvider } from '../../src/domain/calendars/reading.ts'
import type { Instant } from '../../src/domain/time/time.ts'
import { actor } from './actor.ts'
import { journey } from './app.ts'
import { createBrowser } from './browser.ts'
import { filesOf } from './calendar.ts'
import { googleStandIn } from './google-stand-in.ts'
import { microsoftStandIn } from './microsoft-stand-in.ts'
import { testClock } from './world.ts'

const NAMES = { google: 'Google', microsoft: 'Microsoft' } as const

/** The provider, and what the owner of the calendar sees in it: when something begins, and what it is called. */
const peer = async (provider: CalendarProvider, now: () => Instant) => {
  if (provider === 'google') {
    const standIn = await googleStandIn({ now })
    return {
      standIn,
      seen: (account?: string) =>
        standIn.seen(account).map(({ start, summary }) => [Date.parse(start.dateTime), summary]),
    }
  }
  const standIn = await microsoftStandIn({ now })
  return {
    standIn,
    seen: (account?: string) =>
      standIn.seen(account).map(({ start, subject }) => [Date.parse(`${start.dateTime}Z`), subject]),
  }
}

/** Ada has connected her calendar, with leave to write into it. */
export const writtenInto = async (provider: CalendarProvider) => {
  const time = { now: testClock().now }
  const { standIn, seen } = await peer(provider, () => time.now())
  const j = await journey({
    calendars: { clients: { [provider]: { ...standIn.client, places: standIn.places } } },
  })
  time.now = j.clock.now
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  for (const member of [ada, ben]) await member.openHome()
  /** Connects it on the provider's page. @param ticked also to write into it */
  const connect = async (ticked: boolean) => {
    const isFirst = ada.home().availability.includes('[Connect a calendar]')
    await ada.clickHome(isFirst ? 'Connect a calendar' : 'Your calendars')
    if (!isFirst) await ada.clickModal('Connect a calendar')
    const [url = ''] = /https?:[^"]*calendars\/connect[^"]*/.exec(JSON.stringify(ada.member.modal())) ?? []
    await ada.close({ all: true })
    const page = await createBrowser({ clock: j.clock }).open(url)
    await page.press(`Continue to ${NAMES[provider]}`, ticked ? { writes: 'on' } : {})
    await j.app.readCalendars()
    await j.settle()
  }
  await connect(true)
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
  return { j, ada, ben, standIn, seen, connect, book, files, later }
}
