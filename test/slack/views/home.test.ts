import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import { startOfRequests } from '../../../src/domain/requests/lists.ts'
import { forSender } from '../../../src/domain/requests/request.ts'
import { HOUR } from '../../../src/domain/time/time.ts'
import { browsingValue, requestsShown } from '../../../src/slack/browsing.ts'
import { actionIds } from '../../../src/slack/ids.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { requestTarget, withdrawTarget } from '../../../src/slack/values.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { requestsModal } from '../../../src/slack/views/requests-modal.ts'
import type { HomeState } from '../../../src/store/reads/home.ts'
import type { Listed, SentListed } from '../../../src/store/reads/request-lists.ts'
import { anyBrowsing, anyHomeState } from '../support/arbitrary.ts'
import { buttonsOf, everyObject, labelsOf, readAloud, textsOf } from '../support/reading.ts'
import { homeStateOf, ids, NOW, request, session } from '../support/states.ts'

const received = (state: Listed['state'], changes: Parameters<typeof request>[0] = {}): Listed => ({
  request: request(changes),
  state,
  session: null,
  sender: { fullName: 'Ada Berlin', picture: null },
  barred: null,
})
const sent = (state: SentListed['state'], changes: Parameters<typeof request>[0] = {}): SentListed => ({
  request: forSender(request({ sender: ids.ben, receiver: ids.ada, ...changes })),
  state,
  session: null,
  receiver: { fullName: 'Ada Berlin' },
})
const page = <Item>(...items: Item[]) => ({ items, previous: null, next: null })

const home = (changes: Partial<HomeState> = {}) => homeView(english, homeStateOf(changes))
const place = { section: 4, id: ids.request }
const starts = ['Find a mentor', 'Book a session', 'Offer to mentor', 'Request a session']
const openSessions = ['Open sessions', 'Host an open session']
const ends = ['Edit', 'Pause', 'Connect a calendar', 'Your data', 'Fill in your profile']
const waiting = { sent: page(sent('pending')), waiting: 1 }

describe('Home', () => {
  it('explains the ways to start, with buttons, to members who have nothing yet', () => {
    const { blocks } = home()
    expect(readAloud(blocks)).toContain('*Welcome to Mentorship!*')
    expect(labelsOf(blocks)).toEqual([
      'Find a mentor',
      ...starts.slice(2),
      'Book a session',
      'Open sessions',
      ...ends,
    ])
    expect(blocks.length).toBeLessThan(20)
  })

  it.each([
    { pending: 1, received: page(received('pending')) },
    waiting,
    { upcoming: [session()], upcomingCount: 1 },
    { hasPast: true },
    { history: { received: true, sent: false } },
    { history: { received: false, sent: true } },
  ])(
    'has the four buttons below what needs a member, and no welcome, once there is something: %#',
    (some) => {
      const { blocks } = home(some)
      expect(readAloud(blocks)).not.toContain('Welcome')
      expect(labelsOf(blocks).join()).toContain(starts.join())
    },
  )

  it.each([
    [0, 'Nothing needs you right now.'],
    [1, '*1 needs you*'],
    [99, '*99 need you*'],
    [100, '*99+ need you*'],
  ])('with %i pending says: %s', (pending, line) => {
    expect(readAloud(home({ pending, ...waiting }))).toContain(line)
  })

  it('stands in the order of need: session, requests, starts, later sessions, sent, availability', () => {
    const upcoming = [session(), session({ topic: 'Second talk' })]
    const { blocks } = home({
      ...{ ...waiting, upcoming, upcomingCount: 2, pending: 1 },
      received: page(received('pending'), received('dismissed')),
      history: { received: true, sent: true },
    })
    expect(textsOf(blocks.filter(({ type }) => type === 'header'))).toEqual([
      'My mentorship requests',
      'Upcoming sessions',
      'Sent',
      'Your availability',
      'Your profile',
    ])
    expect(labelsOf(blocks)).toEqual([
      ...['Join', 'Reschedule'],
      ...['Accept', 'Dismiss', 'Accept', 'History'],
      ...starts,
      ...openSessions,
      ...['Join', 'Reschedule', 'Past sessions', 'Subscribe'],
      ...['Withdraw', 'History'],
      ...ends,
    ])
  })

  it('shows a paused member so at the very top, with Resume, and Pause nowhere', () => {
    const availability = { ...defaultAvailability('Europe/Berlin'), paused: true }
    for (const { blocks } of [home({ availability }), home({ availability, ...waiting })]) {
      expect(readAloud(blocks[0])).toMatch(/^\*You're paused\.\*/)
      expect(labelsOf(blocks)[0]).toBe('Resume')
      expect(labelsOf(blocks)).not.toContain('Pause')
      expect(readAloud(blocks)).not.toContain('No free time')
      expect(readAloud(blocks)).not.toContain('Next free time')
    }
  })

  it('says in one line when the member can be booked, and that these are the default hours', () => {
    const text = readAloud(home())
    expect(text).toContain(
      '*Mon–Fri 09:00–17:00, New York* · 30-minute sessions, bookable 12 hours to 4 weeks ahead',
    )
    expect(text).toContain('These are the default hours.')
    expect(readAloud(home({ availabilityIsSet: true }))).not.toContain('default')
    const soon = { ...defaultAvailability('UTC'), leadMinutes: 0, horizonDays: 7 }
    expect(readAloud(home({ availability: soon }))).toContain(
      '*Mon–Fri 09:00–17:00, UTC* · 30-minute sessions, bookable up to 1 week ahead',
    )
  })

  it('names the next free time, or says that there is none', () => {
    const nextSlot = { start: NOW + 28 * HOUR, end: NOW + 28.5 * HOUR }
    expect(readAloud(home({ nextSlot }))).toMatch(/Next free time: <!date\^\d+\^/)
    expect(readAloud(home())).toContain('No free time in the next 4 weeks')
  })

  it('says what else limits it where it was saved: days off ahead, free minutes around sessions, a weekly maximum', () => {
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
    const text = english.availabilityText(availability, true, { now: NOW, nextSlot: null })
    expect(text).toContain('· at most 3 a week · 10 minutes free before each and 1 hour after')
    expect(text).toContain(
      'Days off: Monday 23 November; Thursday 24 December to Saturday 2 January 2027; Monday 1 February 2027 …and 1 more',
    )
  })

  it('says how many sessions there are beyond those that it shows, and opens them all', () => {
    const upcoming = Array.from({ length: 6 }, () => session())
    expect(labelsOf(home({ upcoming, upcomingCount: 42 }).blocks)).toContain('Show all 42')
    expect(labelsOf(home({ upcoming, upcomingCount: 100 }).blocks)).toContain('Show all 99+')
    expect(labelsOf(home({ upcoming, upcomingCount: 6 }).blocks).join()).not.toContain('Show all')
    expect(readAloud(home({ upcoming: upcoming.slice(0, 1), upcomingCount: 1 }))).toContain(
      'Upcoming sessions\nOnly the one at the top.\nPast sessions',
    )
  })

  it('leads to the room of the next session if its place is an address', () => {
    const joins = (location: string) =>
      everyObject(home({ upcoming: [session({ location })], upcomingCount: 1 }).blocks)
        .filter(({ action_id }) => action_id === actionIds.openPlace)
        .map(({ url }) => url)
    expect(joins('https://meet.example.com/ada')).toEqual(['https://meet.example.com/ada'])
    for (const none of ['', 'Room 4', 'javascript:alert(1)']) expect(joins(none)).toEqual([])
  })

  it('says where a session is once: by the button that leads there, or in words', () => {
    const says = (location: string) =>
      JSON.stringify(home({ upcoming: [session({ location }), session({ location })], upcomingCount: 2 }))
    expect(says('https://meet.example.com/ada')).not.toContain('Where:')
    expect(says('Room 4').match(/Where:/g)).toHaveLength(2)
  })

  it('does not offer to move a session that has begun', () => {
    const running = session({ startsAt: NOW - HOUR, endsAt: NOW + HOUR })
    const labels = labelsOf(home({ upcoming: [running], upcomingCount: 1 }).blocks)
    expect(labels.slice(0, 2)).toEqual(['Join', 'Find a mentor'])
  })
})

describe('the rows of both lists', () => {
  const value = (label: string) =>
    buttonsOf(home({ received: page(received('pending')), ...waiting }).blocks).find(
      (one) => one.label === label,
    )?.value

  // Spec 2-surfaces: as on the card, plus Withdraw under Sent.
  it.each([
    ['pending', ['Accept', 'Dismiss']],
    ['dismissed', ['Accept']],
    ['accepted', []],
    ['withdrawn', []],
  ] as const)('Received, %s: %o', (state, labels) => {
    const { blocks } = requestsMessage(english, homeStateOf({ received: page(received(state)) }))
    expect(labelsOf(blocks)).toEqual(labels)
    for (const button of buttonsOf(blocks)) {
      expect(requestTarget.decode(button.value)).toMatchObject({ request: ids.request })
    }
  })

  it.each([
    ['pending', ['Withdraw']],
    ['accepted', []],
    ['withdrawn', []],
  ] as const)('Sent, %s: %o', (state, labels) => {
    const { blocks } = requestsMessage(english, homeStateOf({ sent: page(sent(state)) }))
    expect(labelsOf(blocks)).toEqual(labels)
    for (const button of buttonsOf(blocks)) {
      expect(withdrawTarget.decode(button.value)).toMatchObject({ request: ids.request })
    }
  })

  it('on Home act on the same requests', () => {
    for (const label of ['Accept', 'Dismiss']) {
      expect(requestTarget.decode(value(label))).toMatchObject({ request: ids.request })
    }
    expect(withdrawTarget.decode(value('Withdraw'))).toMatchObject({ request: ids.request })
  })

  it('on Home show the sender, the message in two lines, and what was dismissed in one', () => {
    const sender = { fullName: 'Ada Berlin', picture: 'https://avatars.example.com/ada.png' }
    const message = `One\n\nTwo\nThree`
    const { blocks } = home({
      pending: 2,
      received: page(
        { ...received('pending', { message }), sender },
        received('pending', { message: 'W'.repeat(1500), kind: 'session_request' }),
        { ...received('dismissed'), sender },
      ),
    })
    const from = blocks.findIndex((block) => readAloud(block) === '*2 need you*') + 1
    const [first, quoted, , line, second, long, , , dismissed, after] = blocks.slice(from)
    expect(first).toMatchObject({
      accessory: { type: 'image', image_url: sender.picture, alt_text: 'Ada Berlin' },
    })
    expect(readAloud(first)).toMatch(/^\*<@U0ADA00001> offers to mentor you\*\nSent <!date/)
    expect(readAloud(quoted)).toBe('One\nTwo…')
    expect(line).toEqual({ type: 'divider' })
    expect(readAloud(second)).toMatch(/^\*<@U0ADA00001> would like a session with you\*\nSent/)
    expect(second).not.toHaveProperty('accessory')
    expect(readAloud(long)).toMatch(/^W{130,141}…$/)
    expect(readAloud(dismissed)).toMatch(
      /^<@U0ADA00001> offers to mentor you · dismissed · sent <!date[^\n]*\nAccept$/,
    )
    expect(after).toMatchObject({ type: 'divider' })
  })

  it('name whom a button is about, for those who do not see where it stands', () => {
    const { blocks } = home({
      received: page(received('pending'), received('dismissed', { kind: 'session_request' })),
      ...waiting,
      history: { received: true, sent: true },
    })
    expect(
      everyObject(blocks).flatMap(({ accessibility_label }) =>
        typeof accessibility_label === 'string' ? [accessibility_label] : [],
      ),
    ).toEqual([
      'Accept: offer to mentor from Ada Berlin',
      'Dismiss: offer to mentor from Ada Berlin',
      'Accept: session request from Ada Berlin',
      'History of what you received',
      'Subscribe to your sessions in a calendar',
      'Withdraw: offer to mentor to Ada Berlin',
      'History of what you sent',
      'Edit your availability',
    ])
  })

  it('withdrawing asks first', () => {
    const button = everyObject(home(waiting)).find((object) => object.action_id === actionIds.withdrawRequest)
    expect(button?.confirm).toMatchObject({ confirm: { text: 'Withdraw' }, deny: { text: 'Keep it' } })
  })

  it('say the kind, the other side, the state and how the request was accepted', () => {
    const bySession = { acceptedBy: { session: ids.session } }
    const byAnswer = { acceptedBy: { sessionRequest: ids.answer } }
    const { blocks } = requestsMessage(
      english,
      homeStateOf({
        received: page(
          { ...received('accepted', bySession), session: { startsAt: NOW, status: 'scheduled' } },
          received('accepted', byAnswer),
          received('pending', { kind: 'session_request' }),
        ),
        sent: page(sent('accepted', byAnswer)),
      }),
    )
    const rows = readAloud(blocks)
    expect(rows).toContain('*<@U0ADA00001> offers to mentor you*\nAccepted · session: <!date^')
    expect(rows).toContain(
      '*<@U0ADA00001> offers to mentor you*\nAccepted · you sent a session request · sent',
    )
    expect(rows).toContain('*<@U0ADA00001> would like a session with you*\nPending · sent')
    expect(rows).toContain(
      '*You offered to mentor <@U0ADA00001>*\nAccepted · they sent you a session request',
    )
  })

  it('of Sent never mention a dismissal, and cannot be filtered by one', () => {
    fc.assert(
      fc.property(anyHomeState(6), (state) => {
        const received = { items: [], previous: null, next: null }
        const calendars = { sources: [], canConnect: true }
        const quiet = {
          ...state,
          calendars,
          toHelp: [],
          received,
          upcoming: [],
          sent: silenced(state.sent),
          waiting: 1,
        }
        const { blocks } = homeView(english, { ...quiet, history: { received: true, sent: true } })
        const from = blocks.findIndex((block) => readAloud(block) === 'Sent')
        expect(from).toBeGreaterThan(0)
        const until = blocks.findIndex((block) => readAloud(block) === 'Your availability')
        expect(JSON.stringify(blocks.slice(from, until))).not.toMatch(/dismiss/i)
        for (const extent of ['all', 'open', 'closed'] as const) {
          const modal = requestsModal(english, { side: 'sent', extent }, quiet, undefined)
          expect(JSON.stringify(modal.blocks)).not.toMatch(/dismiss/i)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('of Sent are at most three on Home, and the rest is one press away', () => {
    const some = { items: Array(3).fill(sent('pending')), previous: null, next: place }
    const { blocks } = home({ sent: some, waiting: 12 })
    expect(readAloud(blocks)).toContain('*12 waiting*')
    const all = buttonsOf(blocks).find(({ label }) => label === 'Show all 12')
    expect(requestsShown.decode(all?.value)).toEqual({ side: 'sent', extent: 'all' })
  })
})

const silenced = (sent: HomeState['sent']) => ({
  ...sent,
  items: sent.items.map((item) => ({
    ...item,
    receiver: { fullName: 'Ada' },
    request: { ...item.request, message: '' },
  })),
})

describe('filters and pages', () => {
  const selects = (view: object) =>
    everyObject(view).filter((object) => object.type === 'static_select' && 'initial_option' in object)

  const list = (count: number, of: object, size = count) => ({
    items: Array(Math.min(count, size)).fill(of),
    previous: null,
    next: count > size ? place : null,
  })

  it('come with the seventh request, on Home, in messages and in modals', () => {
    const filters = (count: number) => {
      const state = (size: number) =>
        homeStateOf({
          received: list(count, received('pending'), size),
          sent: list(count, sent('pending'), size),
          waiting: count,
        })
      const modal = (side: 'received' | 'sent', extent: 'all' | 'closed') =>
        requestsModal(english, { side, extent }, state(PAGE_SIZE.modal), undefined)
      return [
        homeView(english, state(PAGE_SIZE.received)),
        requestsMessage(english, state(PAGE_SIZE.message)),
        ...[modal('received', 'closed'), modal('sent', 'all'), modal('sent', 'closed')],
      ].map((view) => selects(view).length)
    }
    for (const few of [0, 1, 6]) expect(filters(few)).toEqual([0, 0, 0, 0, 0])
    for (const many of [7, 100]) expect(filters(many)).toEqual([1, 2, 1, 1, 1])
  })

  it('stay while a page is turned or a filter is on, and go once little is left without it', () => {
    const looked = (view: Partial<HomeState['browsing']>, all: number) =>
      homeStateOf({
        browsing: { ...startOfRequests, ...view },
        narrowed: { received: null, sent: view.sent?.filter.state ? { shown: 0, all } : null },
      })
    const pending = { filter: { kind: null, state: 'pending' }, from: null } as const
    const draw = (state: HomeState) =>
      requestsModal(english, { side: 'sent', extent: 'all' }, state, undefined)
    expect(selects(draw(looked({ sent: pending }, 7)))).toHaveLength(1)
    expect(
      selects(draw(looked({ sent: { ...startOfRequests.sent, from: { after: place } } }, 0))),
    ).toHaveLength(1)
    const few = draw(looked({ sent: pending }, 6))
    expect(selects(few)).toEqual([])
    expect(textsOf(few.blocks)).toContain('*Filtered:* 0 of 6')
    expect(labelsOf(few.blocks)).toEqual(['Show all'])
  })

  it('of one sender say whose requests they are, leave out what the reader sent, and lead back to all', () => {
    const bySender = { filter: { kind: 'offer', state: null, sender: ids.ada }, from: null } as const
    const { blocks } = requestsMessage(
      english,
      homeStateOf({
        browsing: { ...startOfRequests, received: bySender },
        received: page(received('pending'), received('dismissed')),
        sent: page(sent('pending')),
      }),
    )
    expect(textsOf(blocks)).toContain('*From <@U0ADA00001>:* 12 of 63')
    expect(labelsOf(blocks)).toEqual(['Show all', 'Accept', 'Dismiss', 'Accept'])
    expect(readAloud(blocks)).not.toContain('Sent\n')
    const option = everyObject(blocks).find((object) => readAloud(object.text) === 'Dismissed')
    expect(browsingValue.decode(option?.value)?.received.filter).toEqual({
      ...{ kind: null, state: 'dismissed', sender: ids.ada },
    })
    const all = buttonsOf(blocks).find(({ label }) => label === 'Show all')
    expect(browsingValue.decode(all?.value)).toEqual(startOfRequests)
  })

  it('of Home choose among what is open', () => {
    const more = { items: Array(6).fill(received('pending')), previous: null, next: place }
    const options = (view: object) =>
      everyObject(view).find(({ type }) => type === 'static_select')?.options as { text: object }[]
    expect(options(home({ received: more })).map(({ text }) => readAloud(text))).toEqual([
      ...['Everything', 'Pending', 'Dismissed'],
      ...['Offers', 'Pending offers', 'Dismissed offers'],
      ...['Session requests', 'Pending session requests', 'Dismissed session requests'],
    ])
  })

  it('show which filter is on, and offer to show everything if nothing is left', () => {
    const narrowed = { filter: { kind: 'offer', state: 'dismissed' }, from: null } as const
    const view = home({ browsing: { ...startOfRequests, received: narrowed } })
    expect(readAloud(selects(view)[0]?.initial_option)).toBe('Dismissed offers')
    expect(readAloud(view)).toContain('No matches')
    expect(readAloud(view)).not.toContain('Welcome')
  })

  it('say how much of the list is shown, and show all of it after a press', () => {
    const narrowed = { filter: { kind: null, state: 'pending' }, from: null } as const
    const browsing = { received: { ...narrowed, from: { after: place } }, sent: narrowed }
    const { blocks } = requestsMessage(english, homeStateOf({ browsing }))
    expect(textsOf(blocks).filter((text) => text.startsWith('*Filtered:*'))).toEqual([
      '*Filtered:* 12 of 63, further down the list',
      '*Filtered:* 12 of 63',
    ])
    const all = buttonsOf(blocks).filter(({ label }) => label === 'Show all')
    expect(all.map(({ value }) => browsingValue.decode(value))).toEqual([
      { ...startOfRequests, sent: narrowed },
      { ...startOfRequests, received: { ...narrowed, from: { after: place } } },
    ])
    expect(textsOf(home({ browsing }).blocks)).toContain('*Filtered:* 12 of 63, further down the list')
    expect(readAloud(home().blocks)).not.toMatch(/filtered|show all/i)
  })

  it('filter one list from its first page, and leave the other as it is', () => {
    const before = { filter: { kind: null, state: null }, from: { after: place } }
    const view = requestsMessage(
      english,
      homeStateOf({ browsing: { received: before, sent: before }, received: page(received('pending')) }),
    )
    const option = everyObject(view.blocks).find(
      (object) => readAloud(object.text) === 'Pending session requests' && typeof object.value === 'string',
    )
    expect(browsingValue.decode(option?.value)).toEqual({
      received: { filter: { kind: 'session_request', state: 'pending' }, from: null },
      sent: before,
    })
  })

  it('turn pages from the places that the list gave', () => {
    const turned = { items: [received('pending')], previous: place, next: { section: 3, id: ids.answer } }
    const { blocks } = home({ received: turned })
    const [newer, older] = buttonsOf(blocks).filter(({ action }) => action.endsWith('er'))
    expect([newer?.label, older?.label]).toEqual(['Newer', 'Older'])
    expect(browsingValue.decode(newer?.value)?.received.from).toEqual({ before: place })
    expect(browsingValue.decode(older?.value)?.received.from).toEqual({
      after: { section: 3, id: ids.answer },
    })
  })

  it('lead back to the top from a page that has become empty', () => {
    const state = homeStateOf()
    const received = { ...state.browsing.received, from: { after: place } }
    const { blocks } = homeView(english, { ...state, browsing: { ...state.browsing, received } })
    expect(readAloud(blocks)).toContain('Nothing left on this page.')
    const back = buttonsOf(blocks).filter(({ action }) => action.startsWith('requests.'))
    expect(back.map(({ label }) => label)).toEqual(['Show all', 'Newer'])
    for (const { value } of back) expect(browsingValue.decode(value)).toEqual(state.browsing)
  })

  it('carry any filters and places in an option’s value, there and back', () => {
    fc.assert(
      fc.property(anyBrowsing, (browsing) => {
        const value = browsingValue.encode(browsing)
        expect(value.length).toBeLessThanOrEqual(150)
        expect(browsingValue.decode(value)).toEqual(browsing)
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
    '[1,[[null,null,null,"ada"],[null,null,null]]]',
  ])('take nothing from %j', (raw) => {
    expect(browsingValue.decode(raw)).toBeUndefined()
  })
})
