import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { invitationsOf } from '../support/calendar.ts'
import { testDatabase } from '../support/database.ts'
import { mentorOf, WEDNESDAY_14 } from '../support/host.ts'
import { addressOf } from '../support/subscribing.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben, chandra]) await member.openHome()
  const book = async (as: Actor = ben) => {
    await as.types('book @ada')
    await as.pick('Tuesday 24 November', '09:00')
    await as.fill('Topic', 'Indexes')
    await as.submit()
    await as.close({ all: true })
  }
  return { j, ada, ben, chandra, book }
}

const read = async (address: string) => {
  const answer = await fetch(address)
  expect(answer.status).toBe(200)
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  return {
    etag: answer.headers.get('etag') ?? '',
    type: answer.headers.get('content-type'),
    method: calendar.getFirstPropertyValue('method'),
    ttl: [
      calendar.getFirstPropertyValue('refresh-interval'),
      calendar.getFirstPropertyValue('x-published-ttl'),
    ].map(String),
    events: calendar.getAllSubcomponents('vevent').map((found) => {
      const { uid, sequence, summary, description, startDate, attendees } = new ICAL.Event(found)
      return { uid, sequence, summary, description, start: startDate.toJSDate().toISOString(), attendees }
    }),
  }
}

describe('a private address for calendars', () => {
  it('shows a member’s sessions with the identities of the files, as they are now', async () => {
    const { j, ada, ben, book } = await scene()
    await book()
    const address = await addressOf(ben)
    const first = await read(address)
    const [file] = invitationsOf(j.slack, ben)
    expect(first).toMatchObject({
      type: 'text/calendar; charset=utf-8',
      method: 'PUBLISH',
      ttl: ['PT1H', 'PT1H'],
    })
    expect(first.events).toEqual([
      {
        ...{ uid: file?.uid, sequence: 0, start: file?.start, summary: file?.summary },
        ...{ description: file?.description, attendees: [] },
      },
    ])
    await ada.click('Edit topic or place')
    await ada.fill('Topic', 'Query plans')
    await ada.submit()
    const { events } = await read(address)
    expect(events[0]).toMatchObject({
      uid: file?.uid,
      sequence: 1,
      summary: expect.stringContaining('Query plans'),
    })
    await ada.clickHome('Cancel session')
    await ada.submit()
    expect((await read(address)).events).toEqual([])
  })

  it('names nobody else who comes to an open session, and no seat that is only kept', async () => {
    const { j, ada, ben, chandra } = await scene()
    const mentor = await mentorOf(j, ada)
    const session = await mentor.host({ seats: 1 })
    await mentor.giveSeat(session, ben)
    await chandra.clickHome('Open sessions')
    await chandra.clickModal('Join waitlist')
    await chandra.close()
    const [bens, chandras] = [await addressOf(ben), await addressOf(chandra)]
    const [event] = (await read(bens)).events
    expect(event).toMatchObject({ summary: 'Reading query plans', attendees: [] })
    expect(JSON.stringify(event)).not.toContain('Chandra')
    j.clock.set(WEDNESDAY_14 - 6 * HOUR)
    await ben.clickHome('Leave session')
    expect(chandra.last()[0]).toContain('A seat is free for you')
    expect([(await read(bens)).events, (await read(chandras)).events]).toEqual([[], []])
    await chandra.click('Take the seat')
    expect((await read(chandras)).events).toHaveLength(1)
  })

  it('tells a calendar that has it already so, until something changes', async () => {
    const { j, ben, book } = await scene()
    await book()
    const address = await addressOf(ben)
    const { etag } = await read(address)
    const asked = (tag: string) => fetch(address, { headers: { 'if-none-match': tag } })
    j.clock.advance(HOUR)
    for (const tag of [etag, `"other", ${etag}`, etag.slice(2), '*'])
      expect((await asked(tag)).status).toBe(304)
    const head = await fetch(address, { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    await ben.clickHome('Cancel session')
    await ben.submit()
    expect((await asked(etag)).status).toBe(200)
  })

  it('is shown once, ends with the next one, and is kept as a hash alone', async () => {
    const { j, ben } = await scene()
    const first = await addressOf(ben)
    await ben.types('sessions')
    await ben.clickEphemeral('Subscribe')
    expect(ben.modal().join('\n')).toContain("can't show it again")
    expect(ben.modal().join('\n')).not.toContain('/calendar/')
    await ben.clickModal('New address')
    const second = /https?:\S+\.ics/.exec(ben.modal().join('\n'))?.[0] ?? ''
    expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200])
    const { knex } = await testDatabase()
    const secret = /calendar\/(.*)\.ics/.exec(second)?.[1] ?? ''
    for (const table of ['calendar_addresses', 'receipts', 'deliveries']) {
      const rows = await knex(table).where('workspace_id', j.slack.state.team.id)
      expect(JSON.stringify(rows), table).not.toContain(secret)
    }
    await ben.clickModal('End address')
    expect(ben.modal().join('\n')).toContain('no longer works')
    expect((await fetch(second)).status).toBe(404)
  })

  it('answers everything that is no address of a member’s alike', async () => {
    const { j, ben } = await scene()
    const address = await addressOf(ben)
    const base = new URL('/calendar/', address)
    const none = [
      'x.ics',
      `${'a'.repeat(43)}.ics`,
      address.slice(-47, -4),
      `${address.slice(-47, -5)}.ics`,
      '%00.ics',
    ]
    const answers = await Promise.all(
      none.map(async (name) => {
        const answer = await fetch(new URL(name, base))
        const { date: _date, ...headers } = Object.fromEntries(answer.headers)
        return { status: answer.status, headers, body: await answer.text() }
      }),
    )
    expect(answers[0]?.status).toBe(404)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect((await fetch(address, { method: 'POST' })).status).toBe(404)
    await j.slack.changeMember('@ben', { deactivated: true })
    await j.settle()
    expect((await fetch(address)).status).toBe(404)
  })

  it('may be looked at thirty times a minute', async () => {
    const { j, ben } = await scene()
    const address = await addressOf(ben)
    const statuses = async (times: number) => {
      const answers = await Promise.all(Array.from({ length: times }, () => fetch(address)))
      return answers.map(({ status }) => status).sort()
    }
    expect(await statuses(31)).toEqual([...Array(30).fill(200), 429])
    j.clock.advance(MINUTE)
    expect(await statuses(1)).toEqual([200])
  })

  it('leaves out what was over long ago', async () => {
    const { j, ben, book } = await scene()
    await book()
    const address = await addressOf(ben)
    j.clock.advance(60 * DAY)
    expect((await read(address)).events).toHaveLength(1)
    j.clock.advance(60 * DAY)
    expect((await read(address)).events).toHaveLength(0)
  })
})
