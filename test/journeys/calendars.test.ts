import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'

/** Tuesday 24 November, 10:00–11:00 in Berlin. */
const MEETING = icalendar(
  ...vevent('DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z', 'SUMMARY:Top secret'),
)

const scene = async () => {
  const state = { status: 200, body: MEETING }
  const server = await feedServer((_request, response) => {
    response.writeHead(state.status, { 'content-type': 'text/calendar' }).end(state.body)
  })
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  const connect = async (who: typeof ada, address: string) => {
    await who.clickHome('Connect a calendar')
    await who.fill('Calendar address (.ics)', address)
    await who.submit()
  }
  const read = async () => {
    await j.app.readCalendars()
    await j.settle()
  }
  return { j, ada, ben, server, state, connect, read }
}

describe('a calendar from outside', () => {
  it('is connected by its address, shown with its host and age, and forgotten again', async () => {
    const { ada, server, connect, read, j } = await scene()
    expect(ada.home().availability).toContain('[Connect a calendar]')
    await connect(ada, server.address('/secret/basic.ics'))
    expect(ada.modal().join()).toContain('Connected to `127.0.0.1`')
    await ada.close()
    expect(ada.home().availability).toContain('Calendar at `127.0.0.1` · being read')
    await read()
    expect(ada.home().availability).toContain('Calendar at `127.0.0.1` · checked {2026-11-23T10:00Z}')
    expect(server.asked).toEqual(['/secret/basic.ics'])

    j.clock.advance(16 * MINUTE)
    await read()
    expect(server.asked).toHaveLength(2)
    await ada.openHome()
    expect(ada.home().availability).toContain('Calendar at `127.0.0.1` · checked {2026-11-23T10:16Z}')
    j.clock.advance(MINUTE)
    await ada.clickHome('Your calendars')
    await ada.clickModal('Check now')
    await read()
    expect(ada.home().availability).toContain('Calendar at `127.0.0.1` · checked {2026-11-23T10:17Z}')
    await ada.clickModal('Disconnect')
    expect(ada.modal()).toContain('[Connect a calendar]')
    expect(ada.home().availability).toContain('[Connect a calendar]')
    j.clock.advance(HOUR)
    await read()
    expect(server.asked).toHaveLength(3)
  })

  it('that fails twice in a row is told once, and again only after it worked', async () => {
    const { ada, connect, read, server, state, j } = await scene()
    await connect(ada, server.address('/a.ics'))
    await read()
    const told = () => ada.messages().filter(([first]) => first?.includes("can't be read"))
    state.status = 404
    for (const expected of [0, 1, 1, 1]) {
      j.clock.advance(16 * MINUTE)
      await read()
      expect(told()).toHaveLength(expected)
    }
    expect(told()[0]).toEqual([
      "*Your calendar at `127.0.0.1` can't be read.* Until it can, nobody knows when you're busy: you can still be booked, and your times are marked as not checked.",
      '`127.0.0.1` · checked {2026-11-23T10:00Z}',
      ':warning: There is no calendar at this address any more. Copy the address again and connect it anew.',
      '[Check now]',
      '[Disconnect]',
    ])

    state.status = 200
    j.clock.advance(16 * MINUTE)
    await read()
    state.status = 500
    for (const expected of [1, 2]) {
      j.clock.advance(16 * MINUTE)
      await read()
      expect(told()).toHaveLength(expected)
    }
  })
})
