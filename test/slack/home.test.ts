import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../src/domain/availability/availability.ts'
import { startOfRequests } from '../../src/domain/requests/lists.ts'
import { forSender } from '../../src/domain/requests/request.ts'
import { HOUR } from '../../src/domain/time/time.ts'
import { actionIds, requestsView, requestTarget, withdrawTarget } from '../../src/slack/ids.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { requestsMessage } from '../../src/slack/views/requests-message.ts'
import type { HomeState } from '../../src/store/reads/home.ts'
import type { Listed, SentListed } from '../../src/store/reads/request-lists.ts'
import { anyHomeState, anyView } from './support/arbitrary.ts'
import { buttonsOf, everyObject, labelsOf, readAloud, textsOf } from './support/reading.ts'
import { homeStateOf, ids, NOW, request, session } from './support/states.ts'

const received = (state: Listed['state'], changes: Parameters<typeof request>[0] = {}): Listed => ({
  request: request(changes),
  state,
  session: null,
  barred: null,
})
const sent = (state: SentListed['state'], changes: Parameters<typeof request>[0] = {}): SentListed => ({
  request: forSender(request({ sender: ids.ben, receiver: ids.ada, ...changes })),
  state,
  session: null,
})
const page = <Item>(...items: Item[]) => ({ items, previous: null, next: null })

const home = (changes: Partial<HomeState> = {}) => homeView(english, homeStateOf(changes))
const place = { section: 4, id: ids.request }
const starts = ['Offer to mentor', 'Request a session']
const ends = ['Set your availability']

describe('Home', () => {
  it('explains the two ways to start, with buttons, to members who have nothing yet', () => {
    const { blocks } = home()
    expect(readAloud(blocks)).toContain('*Welcome!* Mentoring starts in one of two ways:')
    expect(labelsOf(blocks)).toEqual([...starts, ...ends])
  })

  it('keeps both buttons at the top for everyone else', () => {
    expect(labelsOf(home({ received: page(received('pending')) }).blocks).slice(0, 2)).toEqual(starts)
  })

  it.each([
    [0, 'Nothing is waiting for your answer.'],
    [1, '*1 request is waiting for your answer.*'],
    [99, '*99 requests are waiting for your answer.*'],
    [100, '*99+ requests are waiting for your answer.*'],
  ])('with %i pending says: %s', (pending, line) => {
    expect(readAloud(home({ pending, sent: page(sent('pending')) }))).toContain(line)
  })

  it('says when the member can be booked, in words, and that these are the first hours', () => {
    const text = readAloud(home())
    expect(text).toContain('*Mondays to Fridays 09:00–17:00, New York time*')
    expect(text).toContain('30-minute sessions, bookable 12 hours to 4 weeks ahead')
    expect(text).toContain('These are the default hours.')
    expect(readAloud(home({ availabilityIsSet: true }))).not.toContain('everybody begins with')
  })

  it('names the next free time and its zone, or says that there is none, or that requests are paused', () => {
    const nextSlot = { start: NOW + 28 * HOUR, end: NOW + 28.5 * HOUR }
    expect(readAloud(home({ nextSlot }))).toContain(
      'Next free time: *Tue 24 Nov, 09:00–09:30*, New York time.',
    )
    expect(readAloud(home())).toContain('No free time in the next 4 weeks.')
    const availability = { ...defaultAvailability('Europe/Berlin'), paused: true }
    const text = readAloud(home({ availability }))
    expect(text).toContain("*You're paused:* no new requests or bookings.")
    expect(text).not.toContain('ree time')
  })

  it('says what else limits it: days off ahead, free minutes around sessions, a weekly maximum', () => {
    const availability = {
      ...defaultAvailability('Europe/Berlin'),
      weeklyCap: 3,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 60,
      daysOff: [
        { from: '2026-11-01', to: '2026-11-22' },
        { from: '2026-11-23', to: '2026-11-23' },
        { from: '2026-12-24', to: '2027-01-02' },
        { from: '2027-02-01', to: '2027-02-01' },
        { from: '2027-03-01', to: '2027-03-01' },
      ],
    }
    const text = readAloud(home({ availability }))
    expect(text).toContain('· at most 3 a week · 10 minutes free before each and 1 hour after')
    expect(text).toContain(
      'Days off: Monday 23 November; Thursday 24 December to Saturday 2 January 2027; Monday 1 February 2027 …and 1 more',
    )
  })

  it('says how many sessions there are beyond those that it shows, and opens them all', () => {
    const upcoming = Array.from({ length: 5 }, () => session())
    expect(labelsOf(home({ upcoming, upcomingCount: 42 }).blocks)).toContain('Show all 42')
    expect(labelsOf(home({ upcoming, upcomingCount: 100 }).blocks)).toContain('Show all 99+')
    expect(labelsOf(home({ upcoming, upcomingCount: 5 }).blocks).join()).not.toContain('Show all')
  })
})

describe('the rows of both lists', () => {
  // Spec 2-surfaces: as on the card, plus Withdraw under Sent.
  it.each([
    ['pending', ['Accept', 'Dismiss']],
    ['dismissed', ['Accept']],
    ['accepted', []],
    ['withdrawn', []],
  ] as const)('Received, %s: %o', (state, labels) => {
    const { blocks } = home({ received: page(received(state)) })
    expect(labelsOf(blocks)).toEqual([...starts, ...labels, ...ends])
    for (const button of buttonsOf(blocks).slice(2, -1)) {
      expect(requestTarget.decode(button.value)).toMatchObject({ request: ids.request })
    }
  })

  it.each([
    ['pending', ['Withdraw']],
    ['accepted', []],
    ['withdrawn', []],
  ] as const)('Sent, %s: %o', (state, labels) => {
    const { blocks } = home({ sent: page(sent(state)) })
    expect(labelsOf(blocks)).toEqual([...starts, ...labels, ...ends])
    for (const button of buttonsOf(blocks).slice(2, -1)) {
      expect(withdrawTarget.decode(button.value)).toMatchObject({ request: ids.request })
    }
  })

  it('withdrawing asks first', () => {
    const button = everyObject(home({ sent: page(sent('pending')) })).find(
      (object) => object.action_id === actionIds.withdrawRequest,
    )
    expect(button?.confirm).toMatchObject({ confirm: { text: 'Withdraw' }, deny: { text: 'Keep it' } })
  })

  it('say the kind, the other side, the state and how the request was accepted', () => {
    const bySession = { acceptedBy: { session: ids.session } }
    const byAnswer = { acceptedBy: { sessionRequest: ids.answer } }
    const rows = readAloud(
      home({
        received: page(
          { ...received('accepted', bySession), session: { startsAt: NOW, status: 'scheduled' } },
          received('accepted', byAnswer),
          received('pending', { kind: 'session_request' }),
        ),
        sent: page(sent('accepted', byAnswer)),
      }),
    )
    expect(rows).toContain('*Offer to mentor* from <@U0ADA00001>\nAccepted · session booked for <!date^')
    expect(rows).toContain(
      '*Offer to mentor* from <@U0ADA00001>\nAccepted · you sent a session request · sent',
    )
    expect(rows).toContain('*Session request* from <@U0ADA00001>\nPending · sent')
    expect(rows).toContain('*Offer to mentor* to <@U0ADA00001>\nAccepted · they sent you a session request')
  })

  it('of Sent never mention a dismissal, and cannot be filtered by one', () => {
    fc.assert(
      fc.property(anyHomeState(6), (state) => {
        const received = { items: [], previous: null, next: null }
        const quiet = { ...state, received, upcoming: [], sent: silenced(state.sent) }
        const { blocks } = homeView(english, quiet)
        const from = blocks.findIndex((block) => readAloud(block) === 'Sent')
        expect(from).toBeGreaterThan(0)
        const until = blocks.findIndex((block) => readAloud(block) === 'Upcoming sessions')
        expect(JSON.stringify(blocks.slice(from, until))).not.toMatch(/dismiss/i)
      }),
      { numRuns: 40 },
    )
  })
})

const silenced = (sent: HomeState['sent']) => ({
  ...sent,
  items: sent.items.map((item) => ({ ...item, request: { ...item.request, message: '' } })),
})

describe('filters and pages', () => {
  const selects = (view: object) =>
    everyObject(view).filter((object) => object.type === 'static_select' && 'initial_option' in object)

  it('show which filter is on, and offer to show everything if nothing is left', () => {
    const narrowed = { filter: { kind: 'offer', state: 'dismissed' }, from: null } as const
    const view = home({ view: { ...startOfRequests, received: narrowed } })
    expect(readAloud(selects(view)[0]?.initial_option)).toBe('Dismissed offers')
    expect(readAloud(view)).toContain('Nothing of this sort. Choose Everything to see the rest.')
    expect(readAloud(view)).not.toContain('Welcome')
  })

  it('say how much of the list is shown, and show all of it after a press', () => {
    const narrowed = { filter: { kind: null, state: 'pending' }, from: null } as const
    const { blocks } = home({ view: { received: { ...narrowed, from: { after: place } }, sent: narrowed } })
    expect(textsOf(blocks).filter((text) => text.startsWith('*Filtered:*'))).toEqual([
      '*Filtered:* 12 of 63, further down the list.',
      '*Filtered:* 12 of 63.',
    ])
    const all = buttonsOf(blocks).filter(({ label }) => label === 'Show all')
    expect(all.map(({ value }) => requestsView.decode(value))).toEqual([
      { ...startOfRequests, sent: narrowed },
      { ...startOfRequests, received: { ...narrowed, from: { after: place } } },
    ])
    expect(readAloud(home().blocks)).not.toMatch(/filtered|show all/i)
  })

  it('filter one list from its first page, and leave the other as it is', () => {
    const before = { filter: { kind: null, state: null }, from: { after: place } }
    const view = requestsMessage(
      english,
      homeStateOf({ view: { received: before, sent: before }, received: page(received('pending')) }),
    )
    const option = everyObject(view.blocks).find(
      (object) => readAloud(object.text) === 'Pending session requests' && typeof object.value === 'string',
    )
    expect(requestsView.decode(option?.value)).toEqual({
      received: { filter: { kind: 'session_request', state: 'pending' }, from: null },
      sent: before,
    })
  })

  it('turn pages from the places that the list gave', () => {
    const turned = { items: [received('pending')], previous: place, next: { section: 3, id: ids.answer } }
    const { blocks } = home({ received: turned })
    const [newer, older] = buttonsOf(blocks).slice(-3)
    expect([newer?.label, older?.label]).toEqual(['Newer', 'Older'])
    expect(requestsView.decode(newer?.value)?.received.from).toEqual({ before: place })
    expect(requestsView.decode(older?.value)?.received.from).toEqual({
      after: { section: 3, id: ids.answer },
    })
  })

  it('lead back to the top from a page that has become empty', () => {
    const state = homeStateOf()
    const received = { ...state.view.received, from: { after: place } }
    const { blocks } = homeView(english, { ...state, view: { ...state.view, received } })
    expect(readAloud(blocks)).toContain('Nothing is left on this page.')
    const back = buttonsOf(blocks).slice(2, -1)
    expect(back.map(({ label }) => label)).toEqual(['Show all', 'Newer'])
    for (const { value } of back) expect(requestsView.decode(value)).toEqual(state.view)
  })

  it('carry any view in an option’s value, there and back', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const value = requestsView.encode(view)
        expect(value.length).toBeLessThanOrEqual(150)
        expect(requestsView.decode(value)).toEqual(view)
      }),
    )
  })

  it.each([
    null,
    '',
    '{}',
    '[1,[]]',
    '[2,[[null,null,null],[null,null,null]]]',
    '[1,[[null,null,null],["o","d",null]]]',
  ])('take nothing from %j', (raw) => {
    expect(requestsView.decode(raw)).toBeUndefined()
  })
})
