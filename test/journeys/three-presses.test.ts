import { expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { actionIds } from '../../src/slack/ids.ts'
import { modals } from '../../src/slack/modals/modals.ts'
import { SESSION_CHOICES, sessionChoice } from '../../src/slack/values.ts'
import { everyObject } from '../slack/support/reading.ts'
import { type Actor, actor } from '../support/actor.ts'
import { type Journey, journey, people } from '../support/app.ts'
import { bookMany, FIRST_SESSION } from '../support/book-many.ts'
import { mentorOf } from '../support/host.ts'
import { fillInProfile } from '../support/profile.ts'
import { changePart, nthOf } from '../support/settings.ts'
import { suggestMany } from '../support/suggest-many.ts'

const MOST = 3

/** Only in messages and modals that an earlier version drew. */
const OLD: readonly string[] = [actionIds.cancelSession, actionIds.pageSlots, actionIds.pageSlotsBack]

/** Somebody for whom there is more of everything than Home shows. */
const busyAda = async () => {
  const mentors = Array.from({ length: 7 }, (_, n) => ({
    ...{ id: `U0MENTOR0${n}`, handle: `mentor${n}`, realName: `Mentor No. ${n}`, zone: 'Europe/Berlin' },
  }))
  const staff = people.map((one) => (one.handle === 'chandra' ? { ...one, admin: 'owner' as const } : one))
  const client = { clientId: 'the-client', clientSecret: 'the-secret' }
  const j = await journey({
    members: [...staff, ...mentors],
    calendars: { clients: { google: client, microsoft: client } },
  })
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  for (const member of [ada, ben, chandra]) await member.openHome()
  await changePart(chandra, 'organisers')
  await chandra.choose('Name an organiser', '@chandra')
  await chandra.submit()
  await chandra.close()
  await ada.clickHome('Edit')
  await ada.fill('Where', 'https://meet.example.com/ada')
  await ada.submit()
  await ada.close()
  await ada.clickHome('Connect a calendar')
  await ada.fill('Calendar address (.ics)', 'https://calendar.example.com/ada.ics')
  await ada.submit()
  await ada.close()
  await bookMany(j, { mentor: ada, mentee: ben }, 25)
  await openSessions(j, { ada, ben, chandra })
  await chandra.types('request @ada The oldest of all')
  for (let n = 0; n < 9; n += 1) await ben.types(`offer @ada Offer ${n}`)
  await ben.clickHome('Withdraw', { nth: 0 })
  for (let n = 0; n < 7; n += 1) await ada.types(`offer @chandra Offer ${n}`)
  await ada.clickHome('Withdraw', { nth: 0 })
  for (const { handle } of mentors) await fillInProfile(actor(j, handle), { mentors: true })
  await fillInProfile(chandra, { seeks: true })
  await fillInProfile(ada, { mentors: true })
  await suggestMany(j, { suggester: ben, mentee: ada }, 11)
  await j.slack.changeMember('@ada', { admin: 'admin' })
  await j.settle()
  await ada.openHome()
  return ada
}

/**
 * Ada has hosted one that will be over, and one that comes second; after all that is booked she has one seat, and one
 * that is kept for her. More than a page of others are open.
 */
const openSessions = async (j: Journey, { ada, ben, chandra }: Record<'ada' | 'ben' | 'chandra', Actor>) => {
  const [own, others] = [await mentorOf(j, ada), await mentorOf(j, chandra)]
  const at = (hours: number) => ({ startsAt: FIRST_SESSION + hours * HOUR, minutes: 15 })
  await own.host({ title: 'Over', ...at(-4) })
  await own.host({ title: 'Own', ...at(13.6), asks: true })
  const seat = await others.host({ title: 'With a seat', ...at(26) })
  await others.giveSeat(seat, ada)
  const kept = await others.host({ title: 'Kept', ...at(27), seats: 1 })
  await others.giveSeat(kept, ben)
  await ada.clickHome(actionIds.showOpenSessions)
  await ada.clickModal('Join waitlist')
  await ada.close()
  j.clock.set(FIRST_SESSION + 12.5 * HOUR)
  await ben.types('sessions')
  await ben.clickEphemeral('Later')
  await ben.clickEphemeral('Leave session')
  for (let n = 0; n < 8; n += 1) await others.host({ title: `Open No. ${n}`, ...at(1_000 + n), asks: true })
  const invited = await others.host({ title: 'For those invited', audience: 'invited', ...at(900) })
  await others.invite(invited, ada)
}

/** Walks from Home, counts the presses, and notes after how many each thing could be pressed. */
const walker = (ada: Actor, costs: Map<string, number>) => {
  let presses = 0
  /** A report comes as a message, which the last press asked for. */
  let isInMessages = false
  const note = (name: string, cost: number) =>
    costs.set(name, Math.min(cost, costs.get(name) ?? Number.POSITIVE_INFINITY))
  /** The newest question about a session, which is as far away as Home is. */
  const asked = () =>
    ada
      .dm()
      .findLast(({ blocks }) =>
        everyObject(blocks).some(({ action_id }) => action_id === actionIds.feedbackGreat),
      )
  const look = () => {
    for (const { action_id } of everyObject(asked()?.blocks))
      if (typeof action_id === 'string') note(action_id, presses + 1)
    const modal = ada.member.modal()
    if (modal?.callbackId) note(modal.callbackId, presses)
    const last = isInMessages ? ada.dm().findLast(({ blocks }) => blocks[0]?.type === 'header') : undefined
    for (const { action_id, options } of everyObject((last ?? modal ?? ada.member.home())?.blocks)) {
      if (typeof action_id !== 'string') continue
      note(action_id, presses + 1)
      if (action_id !== actionIds.sessionMenu) continue
      for (const { value } of everyObject(options)) {
        const choice = sessionChoice.decode(value)
        if (choice) note(choice.choose, presses + 1)
      }
    }
  }
  const press = async (act: Promise<unknown>) => {
    await act
    presses += 1
    look()
  }
  return {
    look,
    presses: () => presses,
    home: (label: string, nth = 0) => press(ada.clickHome(label, { nth })),
    modal: (label: string, nth = 0) => press(ada.clickModal(label, { nth })),
    question: (label: string) => press(ada.click(label, { message: asked()?.ts ?? 'none' })),
    pick: (label: string, choice: string, on: 'home' | 'modal' = 'modal') =>
      press(ada.choose(label, choice, { on })),
    submit: () => press(ada.submit()),
    messages: async (): Promise<void> => {
      await ada.close()
      isInMessages = true
      look()
    },
  }
}

type Walk = ReturnType<typeof walker>

/** Each thing, the way to it from Home, and what stands there then. */
const things: readonly [thing: string, walk: (by: Walk) => Promise<unknown>, there: string][] = [
  ['an offer', (by) => by.home('Offer to mentor'), 'Who would you like to mentor?'],
  // Below those of three suggestions.
  ['a session request', (by) => by.home('Request a session', 3), 'Who would you like to learn from?'],
  [
    'a booking with anybody',
    async (by) => {
      await by.home('Book a session')
      await by.pick('Who would you like to meet?', '@chandra')
      await by.submit()
    },
    'Free times on',
  ],
  ['accepting a request', (by) => by.home('Accept'), 'Booking accepts all 8 of their offers to mentor.'],
  [
    'asking for a time instead',
    async (by) => {
      await by.home('Accept')
      await by.modal('Send a session request instead')
    },
    'This accepts what @ben offered',
  ],
  ['dismissing a request', (by) => by.home('Dismiss'), '*8 need you*'],
  ['what was dismissed', (by) => by.pick('Filter Received', 'Dismissed', 'home'), '*Filtered:* 1 of 9'],
  [
    'older requests, and back',
    async (by) => {
      await by.home('Show all')
      await by.home('Older')
      await by.home('Newer')
    },
    '*8 need you*',
  ],
  [
    'a suggestion',
    async (by) => {
      await by.home('Find a mentor')
      await by.modal('Suggest to somebody')
    },
    'Who would be the mentee?',
  ],
  [
    'older suggestions, and back',
    async (by) => {
      await by.home(actionIds.showSuggestions)
      await by.modal('Older')
      await by.modal('Newer')
    },
    'No. 11',
  ],
  ['putting a suggestion aside', (by) => by.home('Not now'), 'put aside'],
  ['withdrawing', (by) => by.home('Withdraw'), '*5 waiting*'],
  ['all that was sent', (by) => by.home(actionIds.showRequests), 'You offered to mentor @chandra'],
  ['accepted and withdrawn requests', (by) => by.home('History', 0), 'Withdrawn ·'],
  ['the same of what one sent', (by) => by.home('History', 1), 'Withdrawn ·'],
  [
    'a new time by days',
    async (by) => {
      await by.home('Reschedule')
      await by.modal(actionIds.nextDay)
      await by.modal(actionIds.previousDay)
    },
    'Free times on Tuesday 24 November',
  ],
  [
    'any new time',
    async (by) => {
      await by.home('Reschedule')
      await by.modal('Any other time')
    },
    'In your own time zone.',
  ],
  ['a session’s topic and place', (by) => by.home('Edit topic or place'), 'Topic: No. 14'],
  ['cancelling a session', (by) => by.home('Cancel session'), 'Cancel your session with @ben'],
  ['a session in Google’s calendar', (by) => by.home('Google Calendar'), 'No. 14'],
  ['a session in Outlook', (by) => by.home('Outlook'), 'No. 14'],
  [
    'later sessions, and back',
    async (by) => {
      await by.home(actionIds.showSessions)
      await by.modal('Later')
      await by.modal('Earlier')
    },
    'Topic: No. 22',
  ],
  [
    'moving a later session',
    async (by) => {
      await by.home(actionIds.showSessions)
      await by.modal('Later')
      await by.modal('Reschedule')
    },
    'Your session with @ben is booked for:',
  ],
  [
    'older sessions, and back',
    async (by) => {
      await by.home('Past sessions')
      await by.modal('Older')
      await by.modal('Newer')
    },
    'Topic: No. 13',
  ],
  [
    'booking again, in either role',
    async (by) => {
      await by.home('Past sessions')
      await by.modal('Book again')
      await by.modal('Switch roles')
    },
    '*@ben is the mentor*',
  ],
  ['one’s hours', (by) => by.home(actionIds.editAvailability), 'Mondays:'],
  [
    'another time zone',
    async (by) => {
      await by.home(actionIds.editAvailability)
      await by.pick('Time zone', 'Kolkata')
    },
    'Time zone: Kolkata time',
  ],
  [
    'mentors, and more of them',
    async (by) => {
      await by.home('Find a mentor')
      await by.modal('More')
      await by.modal('Back to the first')
    },
    'Next free',
  ],
  [
    'people who look for a mentor',
    async (by) => {
      await by.home('Find a mentor')
      await by.pick('Show', 'People looking for a mentor')
    },
    '[Offer to mentor]',
  ],
  [
    'later open sessions, and back',
    async (by) => {
      await by.home(actionIds.showOpenSessions)
      await by.modal('Later')
      await by.modal('Earlier')
    },
    'For those invited',
  ],
  [
    'joining one, with a note',
    async (by) => {
      await by.home(actionIds.showOpenSessions)
      await by.modal('Join', 1)
    },
    'What would you like to talk about?',
  ],
  ['joining one at once', (by) => by.home(actionIds.joinSession), 'You have a seat'],
  [
    'a seat that is kept, or to be left',
    async (by) => {
      await by.home(actionIds.showSessions)
      await by.modal('Later')
    },
    'Take the seat',
  ],
  [
    'hosting again',
    async (by) => {
      await by.home('Past sessions')
      await by.modal('Older')
      await by.modal('Host again')
    },
    'Title: Over',
  ],
  ['hosting', (by) => by.home(actionIds.hostSession), 'Number of seats: 8'],
  ['an open session’s title and place', (by) => by.home('Edit', 0), 'Title: Own'],
  ['an open session’s time', (by) => by.home(actionIds.moveOpenSession), 'Starts:'],
  [
    'its number of seats',
    async (by) => {
      await by.home('Seats')
      await by.modal('Change the number')
    },
    'Number of seats: 2',
  ],
  [
    'a seat for somebody',
    async (by) => {
      await by.home('Seats')
      await by.modal('Give somebody a seat')
    },
    'Who gets the seat?',
  ],
  [
    'inviting people',
    async (by) => {
      await by.home('Seats')
      await by.modal('Invite people')
    },
    'Invite:',
  ],
  [
    'what they would like to talk about',
    async (by) => {
      await by.home('Seats')
      await by.modal('Questions')
    },
    'Nobody has written anything yet.',
  ],
  ['cancelling an open session', (by) => by.home('Cancel session', 1), 'Cancel your open session'],
  [
    'a seat for somebody who asked for a session',
    async (by) => {
      await by.pick('Filter Received', 'Pending session requests', 'home')
      await by.home('Accept')
    },
    'The oldest of all',
  ],
  [
    'connecting a calendar',
    async (by) => {
      await by.home(actionIds.showCalendars)
      await by.modal('Connect a calendar')
    },
    'Calendar address (.ics)',
  ],
  [
    'a calendar of one’s own, read now or forgotten',
    async (by) => {
      await by.home(actionIds.showCalendars)
      await by.modal('Check now')
      await by.modal('Disconnect')
    },
    'Connect a calendar',
  ],
  [
    'an address for calendars, and its end',
    async (by) => {
      await by.home(actionIds.showSubscribing)
      await by.modal('Get an address')
      await by.modal('End address')
    },
    'no longer works',
  ],
  ['one’s profile', (by) => by.home('Edit profile'), 'Topics I can help with:'],
  ['joining the organisers', (by) => by.home('Become an organiser'), '*Organisers*'],
  [
    'naming and removing an organiser',
    async (by) => {
      await by.home('Programme settings')
      await by.modal('Change', nthOf('organisers'))
    },
    'Name an organiser',
  ],
  [
    'a setting',
    async (by) => {
      await by.home('Programme settings')
      await by.modal('Change', nthOf('who'))
    },
    'Guests',
  ],
  [
    'a topic',
    async (by) => {
      await by.home('Programme settings')
      await by.modal('Change', nthOf('topics'))
    },
    'Merge into',
  ],
  [
    'the report, for another period or as files',
    async (by) => {
      await by.home('Report')
      await by.messages()
    },
    '[Sessions (CSV)]',
  ],
  ['what a session was like', (by) => by.question('It was great'), 'Would you like to add a line?'],
  ['one’s own data', (by) => by.home('Your data'), 'Who sees it:'],
  [
    'the file with one’s own data',
    async (by) => {
      await by.home('Your data')
      await by.modal('Send me the file')
    },
    'as a file',
  ],
  [
    'being forgotten',
    async (by) => {
      await by.home('Your data')
      await by.modal('Forget me')
      await by.submit()
    },
    'Type FORGET to confirm',
  ],
  ['a break', (by) => by.home('Pause'), "*You're paused.*"],
  ['the end of the break', (by) => by.home('Resume'), 'Next free time'],
]

it('nothing is further than three presses from Home', async () => {
  const ada = await busyAda()
  const costs = new Map<string, number>()
  for (const [thing, walk, there] of things) {
    const by = walker(ada, costs)
    by.look()
    await walk(by)
    const isOpen = ada.member.modal() !== undefined
    const seen = isOpen ? ada.modal() : [...Object.values(ada.home()).flat(), ...ada.last()]
    expect.soft(seen.join('\n'), thing).toContain(there)
    expect.soft(by.presses(), thing).toBeLessThanOrEqual(MOST)
    if (isOpen) await ada.close({ all: true })
  }
  const all = [
    ...Object.values(actionIds).filter((id) => !OLD.includes(id)),
    ...Object.keys(modals),
    ...SESSION_CHOICES,
  ]
  expect(all.filter((id) => (costs.get(id) ?? Number.POSITIVE_INFINITY) > MOST)).toEqual([])
})
