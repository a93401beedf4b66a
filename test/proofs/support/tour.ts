import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { type Actor, actor } from '../../support/actor.ts'
import type { Journey } from '../../support/app.ts'
import { lines } from '../../support/reading.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { calendarsTour } from './calendars-tour.ts'
import { openSessionsTour } from './open-sessions-tour.ts'
import { forgettingTour, programmeTour } from './programme-tour.ts'
import { type People, type Step, step } from './tour-step.ts'

/** A member's message in #general, posted once however often a test does the step. */
const articleOf = ({ member }: Actor): string => {
  const text = 'How to read a query plan'
  return member.channel('general').find((message) => message.text === text)?.ts ?? member.post(text)
}

/** What was asked for on the first day and not answered leads to others by then. */
const A_WEEK_LATER = MONDAY_10_UTC + 7 * DAY + HOUR

const seconds = (iso: string) => Date.parse(iso) / 1000

/** Up to when people leave and the app is removed. */
export const tourOfStayers: readonly Step[] = [
  step('app_home_opened', ({ ada }) => ada.openHome()),
  step('app_home_opened by another', ({ ben }) => ben.openHome()),
  step('/mentor help', ({ ada }) => ada.types('help')),
  step('/mentor with an unknown word', ({ ada }) => ada.types('halp')),
  step('/mentor offer', ({ ben }) => ben.types('offer @ada I can help with *SQL* & <!channel>')),
  step('/mentor request', ({ chandra }) => chandra.types('request @ada Teach me')),
  step('/mentor offer to oneself', ({ ben }) => ben.types('offer @ben')),
  step('/mentor requests', ({ ada }) => ada.types('requests')),
  step('request.dismiss on a card', ({ ada }) => ada.click('Dismiss')),
  step('request.accept on Home', ({ ada }) => ada.clickHome('Accept', { nth: 0 })),
  step('booking.next_day', ({ ada }) => ada.clickModal('Next free day: Wed 25 Nov')),
  step('booking.previous_day', ({ ada }) => ada.clickModal('Previous free day: Tue 24 Nov')),
  step('booking.pick_day', ({ ada }) => ada.pickDay('2026-11-28')),
  step('offer.answer', ({ ada }) => ada.clickModal('Send a session request instead')),
  step('closing a modal', ({ ada }) => ada.close()),
  step('request.accept again', ({ ada }) => ada.clickHome('Accept', { nth: 0 })),
  step('booking.pick_slot', ({ ada }) => ada.pick('Tuesday 24 November', '15:00')),
  step('booking.submit', async ({ ada }) => {
    await ada.fill('Topic', 'Indexes')
    await ada.submit()
  }),
  step('/mentor sessions', ({ ada }) => ada.types('sessions')),
  step('session.reschedule', ({ ben }) => ben.clickHome('Reschedule')),
  step('booking.any_other_time', ({ ben }) => ben.clickModal('Any other time')),
  step('booking.pick_other_time', ({ ben }) => ben.pickFreely(seconds('2026-11-26T16:00Z'))),
  step('reschedule.submit', ({ ben }) => ben.submit()),
  step('session.menu', ({ ben }) => ben.click('Edit topic or place')),
  step('session.edit_submit', async ({ ben }) => {
    await ben.fill('Where', 'https://meet.example.com/ada')
    await ben.submit()
  }),
  step('sessions.past', ({ ada }) => ada.clickEphemeral('Past')),
  step('sessions.show', ({ ada }) => ada.clickEphemeral('Upcoming')),
  step('session.cancel', ({ ada }) => ada.clickHome('Cancel session')),
  step('cancel.submit', async ({ ada }) => {
    await ada.fill('Reason', 'Flu, sorry')
    await ada.submit()
  }),
  step('/mentor book', ({ chandra }) => chandra.types('book @ada')),
  step('booking.switch_roles', ({ chandra }) => chandra.clickModal('Switch roles')),
  step('booking.pick_length', ({ chandra }) => chandra.choose('Length', '4 hours')),
  step('booking.pick_day of that length', ({ chandra }) => chandra.pickDay('2026-11-24')),
  step('booking.pick_time', ({ chandra }) => chandra.pick('Tuesday 24 November', '09:00')),
  step('booking.any_other_time instead', ({ chandra }) => chandra.clickModal('Any other time')),
  step('booking.free_times', ({ chandra }) => chandra.clickModal('Back to free times')),
  step('closing another modal', ({ chandra }) => chandra.close()),
  step('/mentor book without a name', ({ chandra }) => chandra.types('book')),
  step('booking.pick_member', async ({ chandra }) => {
    await chandra.choose('Who would you like to meet?', '@ben')
    await chandra.submit()
  }),
  step('closing what was booked with nobody', ({ chandra }) => chandra.close()),
  step('/mentor pause', ({ chandra }) => chandra.types('pause')),
  step('/mentor resume', ({ chandra }) => chandra.types('resume')),
  step('/mentor suggest', ({ chandra }) => chandra.types('suggest @ada to @ben Ada knows *indexes* & more')),
  step('suggestion.put_aside', ({ ben }) => ben.click('Not now')),
  step('/mentor suggest, dropped', ({ chandra }) => chandra.types('suggest @ada to @ben Once more')),
  step('/mentor suggest without a name', ({ chandra }) => chandra.types('suggest @ada')),
  step('suggestion.submit', async ({ chandra }) => {
    await chandra.choose('Who would be the mentee?', '@ben')
    await chandra.choose('Who should hear about it first?', 'The mentor')
    await chandra.submit()
  }),
  step('closing what was said of it', ({ chandra }) => chandra.close()),
  step('offer.start on a suggestion', ({ ada }) => ada.click('Offer to mentor')),
  step('closing the offer', ({ ada }) => ada.close()),
  step('offer shortcut', ({ chandra }) => chandra.shortcut('offer_to_mentor')),
  step('send.submit', async ({ chandra }) => {
    await chandra.choose('Who would you like to mentor?', '@ben')
    await chandra.fill('Message', 'Any time')
    await chandra.submit()
  }),
  step('/mentor offer that comes back in a form', ({ chandra }) => chandra.types('offer @chandra To myself')),
  step('closing it without sending', ({ chandra }) => chandra.close()),
  step('/mentor with no command', ({ chandra }) => chandra.types('I want a mentor')),
  step('/mentor offer to several', ({ chandra }) => chandra.types('offer @ada, @ben & @chandra Any of you?')),
  step('send.submit to several', ({ chandra }) => chandra.submit()),
  step('closing what was said of them', ({ chandra }) => chandra.close()),
  step('/mentor requests by a sender', ({ chandra }) => chandra.types('requests')),
  step('request.withdraw in a list', ({ chandra }) => chandra.clickEphemeral('Withdraw', { nth: 0 })),
  step('app_home_opened by a third', ({ chandra }) => chandra.openHome()),
  // More than a Home shows at once.
  ...[1, 2, 3, 4, 5, 6, 7].map((n) =>
    step(`/mentor offer, no. ${n}`, ({ chandra }) => chandra.types(`offer @ben No. ${n}`)),
  ),
  step('/mentor requests with filters and pages', ({ ben }) => ben.types('requests')),
  step('requests.browse in a message', ({ ben }) =>
    ben.choose('Filter Received', 'Pending', { on: 'ephemeral' }),
  ),
  step('requests.browse from a card', ({ ben }) => ben.click('requests.browse')),
  step('requests.browse on Home', ({ ben }) => ben.choose('Filter Received', 'Pending', { on: 'home' })),
  step('requests.browse away from a filter on Home', ({ ben }) => ben.clickHome('Show all')),
  step('requests.older on Home', ({ ben }) => ben.clickHome('Older')),
  step('requests.show', ({ chandra }) => chandra.clickHome('requests.show')),
  step('requests.browse in a modal', ({ chandra }) => chandra.choose('Filter Sent', 'Pending')),
  step('request.withdraw in a modal', ({ chandra }) => chandra.clickModal('Withdraw', { nth: 0 })),
  step('closing the list', ({ chandra }) => chandra.close()),
  step('requests.history', ({ ada }) => ada.clickHome('History', { nth: 0 })),
  step('closing the history', ({ ada }) => ada.close()),
  step('booking.start', ({ ada }) => ada.clickHome('Book a session')),
  step('closing it', ({ ada }) => ada.close()),
  step('availability.pause', ({ ada }) => ada.clickHome('Pause')),
  step('availability.resume', ({ ada }) => ada.clickHome('Resume')),
  step('ask_author', ({ ben, chandra }) => chandra.messageShortcut('ask_author', 'general', articleOf(ben))),
  step('send.submit to an author', ({ chandra }) => chandra.submit()),
  step('suggest_mentor', ({ ben, chandra }) =>
    chandra.messageShortcut('suggest_mentor', 'general', articleOf(ben)),
  ),
  step('suggestion.submit for an author', async ({ chandra }) => {
    await chandra.choose('Who would be the mentor?', '@ada')
    await chandra.submit()
  }),
  step('closing it', ({ chandra }) => chandra.close()),
  step('availability.edit', ({ ben }) => ben.clickHome('Edit')),
  step('availability.submit', async ({ ben }) => {
    await ben.fill('Where', 'Room 4')
    await ben.submit()
  }),
  step('profile.edit', ({ ben }) => ben.clickHome('Fill in your profile')),
  step('profile.submit', async ({ ben }) => {
    await ben.choose('In the directory', ['I mentor'])
    await ben.choose('Topics I can help with', ['Query plans'])
    await ben.submit()
  }),
  step('closing what was saved', ({ ben }) => ben.close()),
  step('find.start', ({ chandra }) => chandra.clickHome('Find a mentor')),
  step('find.topic', ({ chandra }) => chandra.choose('Topic', 'Query plans')),
  step('find.words', ({ chandra }) => chandra.fill('What, or who?', 'plans', { enter: true })),
  step('find.submit', ({ chandra }) => chandra.submit()),
  step('session_request.start above the search', ({ chandra }) => chandra.clickModal('Request a session')),
  step('closing it and the search', ({ chandra }) => chandra.close({ all: true })),
  step('/mentor find', ({ ben }) => ben.types('find plans')),
  step('find.listed_as', ({ ben }) => ben.choose('Show', 'People looking for a mentor')),
  step('closing the search', ({ ben }) => ben.close()),
  step('find_mentor shortcut', ({ ada }) => ada.shortcut('find_mentor')),
  step('session.book above the search', ({ ada }) => ada.clickModal('Book')),
  step('closing all of it', ({ ada }) => ada.close({ all: true })),
  step('/mentor profile', ({ ada }) => ada.types('profile')),
  step('profile.submit by another', async ({ ada }) => {
    await ada.choose('In the directory', ['I mentor'])
    await ada.submit()
  }),
  step('closing what the other saved', ({ ada }) => ada.close()),
  step('session_request.start beside others who could help', async ({ journey, chandra }) => {
    journey.clock.set(Math.max(journey.clock.now(), A_WEEK_LATER))
    await journey.settle()
    await chandra.click('Request a session', { nth: 0 })
  }),
  step('closing what could be asked', ({ chandra }) => chandra.close()),
  ...openSessionsTour,
  step('calendar.subscribe', ({ ben }) => ben.clickHome('Subscribe')),
  step('calendar.new_address', ({ ben }) => ben.clickModal('Get an address')),
  step('calendar.end_address', ({ ben }) => ben.clickModal('End address')),
  step('closing it all', ({ ben }) => ben.close({ all: true })),
  ...calendarsTour,
  ...programmeTour,
]

/**
 * A walk that sends the app every kind of payload that Slack has for it, and presses every button.
 * The steps build on each other.
 */
export const tour: readonly Step[] = [
  ...tourOfStayers,
  ...forgettingTour,
  step('user_change', ({ journey }) => journey.slack.changeMember('@ada', { zone: 'Asia/Tokyo' })),
  step('user_change, deactivated', ({ journey }) =>
    journey.slack.changeMember('@chandra', { deactivated: true }),
  ),
  step('tokens_revoked and app_uninstalled', ({ journey }) => journey.slack.uninstall()),
]

export const peopleOf = (journey: Journey): People => ({
  journey,
  ada: actor(journey, 'ada'),
  ben: actor(journey, 'ben'),
  chandra: actor(journey, 'chandra'),
})

/** What acts leave on everybody's screens: messages and Homes. */
export const pictureOf = ({ ada, ben, chandra, journey: { slack } }: People) =>
  [ada, ben, chandra].map(({ member }) => ({
    dm: member.dm().map((message) => ({
      lines: lines(slack, message),
      files: (message.files ?? []).length,
    })),
    home: lines(slack, member.home()),
  }))

/** What was shown only briefly: modals and ephemeral messages. */
export const saidTo = ({ ada, ben, chandra, journey: { slack } }: People) =>
  [ada, ben, chandra].map(({ member }) => ({
    // An address for calendars is random, and shown to nobody else.
    modals: member
      .modals()
      .map((view) =>
        lines(slack, view).map((line) => line.replace(/http:\S+\/calendar\/[\w-]{43}/, '…/calendar/…')),
      ),
    whispered: member.ephemerals().map((message) => lines(slack, message)),
  }))

export type Picture = { what: string; left: ReturnType<typeof pictureOf>; said: ReturnType<typeof saidTo> }

const SECOND = 1_000

/**
 * Walks the tour, a second per step, and returns every picture on the way.
 * @param around does the step, and whatever else a test needs
 */
export const walk = async (
  people: People,
  around: (step: Step, index: number) => Promise<unknown> = ({ act }) => act(people),
): Promise<Picture[]> => {
  const pictures: Picture[] = []
  for (const [index, one] of tour.entries()) {
    people.journey.clock.advance(SECOND)
    await around(one, index)
    await people.journey.settle()
    pictures.push({ what: one.what, left: pictureOf(people), said: saidTo(people) })
  }
  return pictures
}
