import { expect, it, onTestFinished } from 'vitest'
import { writeGoogle } from '../../src/calendar/google/events.ts'
import { calendarReaders } from '../../src/calendar/readers.ts'
import type { Validators } from '../../src/domain/calendars/reading.ts'
import { DAY, HOUR, SECOND } from '../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { EVENTS_OWNED, googleStandIn } from '../support/google-stand-in.ts'
import { MONDAY_10_UTC } from '../support/world.ts'

/** A server that says nothing of versions, and writes the time of the fetch into every event. */
const server = async () => {
  const state = { start: '20261124T090000Z', fetches: 0 }
  const { address } = await feedServer((_request, response) => {
    state.fetches += 1
    const stamp = `DTSTAMP:20261123T1000${String(state.fetches).padStart(2, '0')}Z`
    response.end(icalendar(...vevent(stamp, `DTSTART:${state.start}`, 'DURATION:PT1H')))
  })
  return { state, address: address('/basic.ics') }
}

it('recognises a calendar that has not changed, whatever its server says, and reads one that has', async () => {
  const { state, address } = await server()
  const { read, stop } = calendarReaders({ allowPrivate: true })
  onTestFinished(stop)
  const window = { start: MONDAY_10_UTC, end: MONDAY_10_UTC + 30 * DAY }
  const reading = (known?: Validators) =>
    read(
      { kind: 'feed', address },
      { window, zones: ['Europe/Berlin'], ours: new Set(), ...(known && { known }) },
    )

  const first = await reading()
  if (first.state !== 'read') throw new Error(first.state)
  expect(await reading(first.validators)).toEqual({ state: 'unchanged' })

  state.start = '20261125T090000Z'
  const changed = await reading(first.validators)
  if (changed.state !== 'read') throw new Error(changed.state)
  expect(changed.busy.get('Europe/Berlin')?.map(({ start }) => new Date(start).toISOString())).toEqual([
    '2026-11-25T09:00:00.000Z',
  ])
  expect(await reading(changed.validators)).toEqual({ state: 'unchanged' })
  // Whoever connects it now has nothing of it yet.
  expect(await reading()).toMatchObject({ state: 'read' })
})

it('reads a calendar that begins with a mark of its encoding', async () => {
  const file = icalendar(...vevent('DTSTART:20261124T090000Z', 'DURATION:PT1H'))
  const { address } = await feedServer((_request, response) => void response.end(`\uFEFF${file}`))
  const { read, stop } = calendarReaders({ allowPrivate: true })
  onTestFinished(stop)
  const window = { start: MONDAY_10_UTC, end: MONDAY_10_UTC + 30 * DAY }
  const reading = await read(
    { kind: 'feed', address: address('/marked.ics') },
    { window, zones: ['UTC'], ours: new Set() },
  )
  expect(reading).toMatchObject({ state: 'read', busy: new Map([['UTC', [expect.anything()]]]) })
})

it('knows a session of ours by the UID that Google made of it, in the calendar that it was written into', async () => {
  const standIn = await googleStandIn({ now: () => MONDAY_10_UTC })
  const { access_token: token } = standIn.grant(EVENTS_OWNED)
  const api = { base: standIn.places.api, within: SECOND * 30, most: 1_000_000 }
  const start = MONDAY_10_UTC + DAY
  const event = {
    title: '',
    description: '',
    location: '',
    sequence: 0,
    startsAt: start,
    endsAt: start + HOUR,
  }
  await writeGoogle(api).put(token, { ...event, uid: 'ours@mentorship-bot' })
  const [written] = standIn.seen()
  const named = (uid: string) => vevent(`UID:${uid}`, 'DTSTART:20261124T100000Z', 'DURATION:PT1H')
  const files = [`${written?.id}@google.com`, 'theirs@google.com'].map((uid) => icalendar(...named(uid)))
  const { address } = await feedServer(({ url }, response) => void response.end(files[Number(url?.slice(1))]))
  const { read, stop } = calendarReaders({ allowPrivate: true })
  onTestFinished(stop)
  const busy = await Promise.all(
    files.map(async (_, n) => {
      const reading = await read(
        { kind: 'feed', address: address(`/${n}`) },
        {
          window: { start: MONDAY_10_UTC, end: MONDAY_10_UTC + 30 * DAY },
          ...{ zones: ['UTC'], ours: new Set(['ours@mentorship-bot']) },
        },
      )
      return reading.state === 'read' && reading.busy.get('UTC')?.length
    }),
  )
  expect(busy).toEqual([0, 1])
})
