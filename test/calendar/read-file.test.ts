import { expect, it, onTestFinished } from 'vitest'
import { calendarReaders } from '../../src/calendar/readers.ts'
import type { Validators } from '../../src/domain/calendars/reading.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
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
