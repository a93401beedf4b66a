import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { tracesOf } from '../support/traces.ts'

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
    // Neither the address nor a word of what is there is kept or logged.
    expect(await tracesOf(j.slack, ['secret/basic', 'Top secret'])).toEqual([])
    expect(JSON.stringify(j.log)).not.toMatch(/secret\/basic|top secret/i)

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
      "*Your calendar at `127.0.0.1` can't be read.* You can still be booked. If this goes on, nobody knows when you're busy, and your times are marked as not checked.",
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

/** Tuesday 24 November, 09:00–10:00 in New York and 15:00–16:00 in Berlin. */
const AFTERNOON = icalendar(...vevent('DTSTART:20261124T140000Z', 'DURATION:PT1H', 'SUMMARY:Top secret'))
const DAY = '2026-11-24'

describe('what it says', () => {
  it('keeps others from booking over it, and shows them nothing; where it is not known, both sides read that', async () => {
    const { j, ada, ben, server, state, connect, read } = await scene()
    state.body = AFTERNOON
    await connect(ada, server.address('/a.ics'))
    await read()
    await ben.types('book @ada')
    await ben.pickDay(DAY)
    const offered = () =>
      ben.offered().filter((time) => /^Tuesday 24 November (08:30|09:00|09:30|10:00)/.test(time))
    expect(offered().map((time) => time.slice(0, 28))).toEqual([
      'Tuesday 24 November 08:30–09',
      'Tuesday 24 November 10:00–10',
    ])
    expect(ben.modal().join()).not.toContain('secret')
    await ben.close()

    state.status = 500
    j.clock.advance(121 * MINUTE)
    await read()
    await ben.types('book @ada')
    await ben.pickDay(DAY)
    expect(ben.marked()).toContain('09:00–09:30 · 15:00 Berlin time · Calendar not checked since 05:00')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^You're booked with @ada/)
    expect(ada.messages().flat()).toContain(
      "Your calendar couldn't be checked when this time was chosen: see whether it suits you.",
    )
    expect(ben.messages().flat().join()).not.toContain('Top secret')
  })

  it('is asked about once where a mentor picks a time that is busy, and refuses what is busy for the mentee', async () => {
    const { ada, ben, server, state, connect, read } = await scene()
    state.body = AFTERNOON
    await connect(ada, server.address('/a.ics'))
    await read()
    await ben.types('request @ada careers')
    await ada.click('Accept')
    await ada.pickFreely(Date.parse('2026-11-24T14:00Z') / 1_000)
    await ada.submit()
    expect(ada.modal()).toContain('[Book anyway]')
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^You're booked with @ben/)

    await ada.close()
    await ada.types('request @ben careers')
    await ben.click('Accept')
    await ben.pickFreely(Date.parse('2026-11-24T14:30Z') / 1_000)
    await ben.submit()
    expect(ben.modal().join()).toContain('*They are busy then.* Pick another time.')
  })

  it('is fetched once for all who connected it, and not again while it says that nothing has changed', async () => {
    const answers: (number | undefined)[] = []
    const server = await feedServer((request, response) => {
      const status = request.headers['if-none-match'] === '"one"' ? 304 : 200
      answers.push(status)
      response.writeHead(status, { etag: '"one"' }).end(status === 200 ? MEETING : undefined)
    })
    const j = await journey()
    const members = ['ada', 'ben', 'dana'].map((handle) => actor(j, handle))
    for (const member of members) {
      await member.openHome()
      await member.clickHome('Connect a calendar')
      await member.fill('Calendar address (.ics)', server.address('/shared.ics'))
      await member.submit()
      await member.close()
    }
    for (const expected of [[200], [200, 304], [200, 304, 304]]) {
      await j.app.readCalendars()
      await j.settle()
      expect(answers).toEqual(expected)
      for (const member of members) await member.openHome()
      for (const member of members)
        expect(member.home().availability.join()).toContain(
          `checked {${new Date(j.clock.now()).toISOString().slice(0, 16)}Z}`,
        )
      j.clock.advance(16 * MINUTE)
    }
  })
})
