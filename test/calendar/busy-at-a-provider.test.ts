import { describe, expect, it } from 'vitest'
import { readGoogle } from '../../src/calendar/google/busy.ts'
import { readMicrosoft } from '../../src/calendar/microsoft/busy.ts'
import { usualBounds } from '../../src/calendar/refused.ts'
import { DAY, HOUR, type Interval, MINUTE } from '../../src/domain/time/time.ts'
import { FREEBUSY, googleStandIn } from '../support/google-stand-in.ts'
import { microsoftStandIn, READ_BASIC } from '../support/microsoft-stand-in.ts'
import { refusal } from '../support/provider-stand-in.ts'
import { MONDAY_10_UTC, testClock } from '../support/world.ts'

const window = { start: MONDAY_10_UTC - DAY, end: MONDAY_10_UTC + 400 * DAY }
const wanted = { window, zones: ['UTC', 'America/Sao_Paulo'], ours: new Set<string>() }
const at = (day: number, hours: number, length = 1): Interval => ({
  start: MONDAY_10_UTC + day * DAY + hours * HOUR,
  end: MONDAY_10_UTC + day * DAY + (hours + length) * HOUR,
})

describe('Google', () => {
  const account = async () => {
    const google = await googleStandIn(testClock())
    const { access_token: token } = google.grant(FREEBUSY)
    return { google, read: () => readGoogle({ base: google.places.api, ...usualBounds })(token, wanted) }
  }

  it('is asked for 400 days in parts, and a meeting over their border is one', async () => {
    const { google, read } = await account()
    const border = { start: window.start + 60 * DAY - HOUR, end: window.start + 60 * DAY + HOUR }
    google.meetings.push(at(0, 0), at(1, 3), border, at(399, 0), at(500, 0))
    const reading = await read()
    expect(reading.state === 'read' && reading.busy.get('UTC')).toEqual([
      at(0, 0),
      at(1, 3),
      border,
      at(399, 0),
    ])
    expect(google.asked).toEqual(Array(7).fill('freeBusy'))
  })

  it.each([
    ['notFound', 'gone'],
    ['internalError', 'server_error'],
  ])('that says %s of the calendar says nothing of its time', async (reason, fault) => {
    const { google, read } = await account()
    google.meetings.push(at(0, 0))
    const [{ timeMin, timeMax }] = [{ timeMin: '2000-01-01T00:00:00Z', timeMax: '2100-01-01T00:00:00Z' }]
    const calendars = { primary: { errors: [{ domain: 'global', reason }], busy: [] } }
    google.plant(refusal({ status: 200, json: { timeMin, timeMax, calendars } }))
    expect(await read()).toEqual({ state: 'not_known', fault })
  })

  it('that answers for less than was asked says nothing', async () => {
    const { google, read } = await account()
    const calendars = { primary: { busy: [] } }
    const short = { timeMin: '2026-11-22T10:00:00Z', timeMax: '2026-11-23T10:00:00Z', calendars }
    google.plant(refusal({ status: 200, json: short }))
    expect(await read()).toEqual({ state: 'not_known', fault: 'unexpected' })
  })

  it('is left alone for a minute if it wants to be asked less often', async () => {
    const { google, read } = await account()
    google.plant(refusal(google.refuse(403, 'userRateLimitExceeded')), { times: 7 })
    expect(await read()).toEqual({ state: 'not_known', fault: 'limited', after: MINUTE })
  })

  it('whose consent is over, or does not include this, is not known', async () => {
    const { google, read } = await account()
    const { access_token: other } = google.grant('openid')
    expect(await readGoogle({ base: google.places.api, ...usualBounds })(other, wanted)).toMatchObject({
      fault: 'forbidden',
    })
    google.revoke()
    expect(await read()).toEqual({ state: 'not_known', fault: 'revoked' })
  })
})

describe('Microsoft', () => {
  const account = async () => {
    const microsoft = await microsoftStandIn(testClock())
    const { access_token: token } = microsoft.grant(READ_BASIC)
    return {
      microsoft,
      read: () => readMicrosoft({ base: microsoft.places.api, ...usualBounds })(token, wanted),
    }
  }

  it('is read page by page, and never asked for titles', async () => {
    const { microsoft, read } = await account()
    microsoft.limits.page = 2
    const meetings = [0, 1, 2, 3, 4].map((day) => at(day, 0))
    for (const { start, end } of meetings) microsoft.add(start, end)
    const reading = await read()
    expect(reading.state === 'read' && reading.busy.get('UTC')).toEqual(meetings)
    expect(microsoft.asked).toEqual(['view', 'view', 'view'])
    for (const { query } of microsoft.calls)
      expect(query.get('$select')).toBe('start,end,showAs,isAllDay,isCancelled')
  })

  it.each([
    ['free', {}, false, 0],
    ['workingElsewhere', {}, false, 0],
    ['tentative', {}, true, 0],
    ['busy', {}, true, 0],
    ['oof', {}, true, 0],
    ['unknown', {}, true, 0],
    ['asleep', {}, true, 1],
    ['busy', { isCancelled: true }, false, 0],
  ])('%s %j', async (showAs, more, isBusy, unclear) => {
    const { microsoft, read } = await account()
    microsoft.add(at(1, 0).start, at(1, 0).end, { showAs, ...more })
    const busy = isBusy ? [at(1, 0)] : []
    expect(await read()).toMatchObject({
      state: 'read',
      unclear,
      busy: new Map([
        ['UTC', busy],
        ['America/Sao_Paulo', busy],
      ]),
    })
  })

  it('has all-day events on the days of their owner', async () => {
    const { microsoft, read } = await account()
    microsoft.add(Date.UTC(2026, 10, 25), Date.UTC(2026, 10, 26), { isAllDay: true })
    const reading = await read()
    expect(reading.state === 'read' && reading.busy).toEqual(
      new Map([
        ['UTC', [{ start: Date.UTC(2026, 10, 25), end: Date.UTC(2026, 10, 26) }]],
        ['America/Sao_Paulo', [{ start: Date.UTC(2026, 10, 25, 3), end: Date.UTC(2026, 10, 26, 3) }]],
      ]),
    )
  })

  it('with more events than anybody has is not known', async () => {
    const { microsoft, read } = await account()
    for (let n = 0; n < 5_001; n++) microsoft.add(at(1, 0).start, at(1, 0).end)
    expect(await read()).toEqual({ state: 'not_known', fault: 'too_many_events' })
  })

  it('does not get its token anywhere else, whatever it says where the next page is', async () => {
    const { microsoft, read } = await account()
    const other = await microsoftStandIn(testClock())
    const next = { value: [], '@odata.nextLink': `${other.places.api}/me/calendarView` }
    microsoft.plant(refusal({ status: 200, json: next }))
    expect(await read()).toEqual({ state: 'not_known', fault: 'unexpected' })
    expect(other.asked).toEqual([])
  })

  it('says how long it wants to be left alone', async () => {
    const { microsoft, read } = await account()
    microsoft.plant(
      refusal({ ...microsoft.refuse(429, 'TooManyRequests'), headers: { 'retry-after': '120' } }),
    )
    expect(await read()).toEqual({ state: 'not_known', fault: 'limited', after: 2 * MINUTE })
  })
})
