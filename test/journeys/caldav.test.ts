import { expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { tracesOf } from '../support/traces.ts'

const ADA = `Basic ${Buffer.from('ada:zebra-1234').toString('base64')}`

const many = (props: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/work/1</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`

/** A CalDAV server with one calendar and one meeting in it. */
const account = async () => {
  const state = { meeting: 'DTSTART:20261124T160000Z' }
  const server = await feedServer((request, response) => {
    if (request.headers.authorization !== ADA) return void response.writeHead(401).end()
    const meeting = icalendar(...vevent(state.meeting, 'DURATION:PT1H', 'SUMMARY:Top secret'))
    const props =
      request.method === 'REPORT'
        ? `<c:calendar-data>${meeting}</c:calendar-data>`
        : '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'
    response.writeHead(207).end(many(props))
  })
  return { server, state }
}

it('a CalDAV account is connected by a user name and an app password, and asked again when somebody books', async () => {
  const { server, state } = await account()
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  for (const member of [ada, ben]) await member.openHome()
  await ada.clickHome('Connect a calendar')
  await ada.fill('Calendar address (.ics)', server.address('/work/'))
  await ada.fill('User name', 'ada')
  await ada.submit()
  expect(ada.modal().join('\n')).toContain('fill in both the user name and an app password')
  await ada.fill('App password', 'zebra-1234')
  await ada.submit()
  expect(ada.modal().join()).toContain('Connected to `127.0.0.1`')
  await ada.close()
  await j.app.readCalendars()
  await j.settle()
  expect(ada.home().availability.join('\n')).toContain(
    'Calendar at `127.0.0.1` · checked {2026-11-23T10:00Z}',
  )
  expect(await tracesOf(j.slack, ['zebra-1234', '/work/', 'Top secret'])).toEqual([])
  expect(JSON.stringify(j.log)).not.toMatch(/zebra-1234|\/work\/|top secret/i)

  await ben.types('book @ada')
  await ben.pick('Tuesday 24 November', '09:00')
  // In the meantime, Ada has a meeting at that time.
  state.meeting = 'DTSTART:20261124T140000Z'
  await ben.submit()
  expect(ben.offered().join()).not.toContain('Tuesday 24 November 09:00')
  expect(ben.modal().join('\n')).not.toContain('Top secret')
  await ben.pick('Tuesday 24 November', '03:30')
  await ben.submit()
  expect(ada.last()[0]).toContain('booked')
})
