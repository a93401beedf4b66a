import { HOUR } from '../../../src/domain/time/time.ts'
import type { Actor } from '../../support/actor.ts'
import { fillIn } from '../../support/hosting.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { type Step, step } from './tour-step.ts'

const LUNCH = '#lunch-and-learn'
const TITLE = 'Plans, for everybody & <!here>'

/** Two days after what the tour shows a week later. */
const STARTS = MONDAY_10_UTC + 9 * 24 * HOUR

/** The message about the session in a member's DM: the one with its buttons. */
const itsMessage = ({ member }: Actor) => ({
  message: member.dm().findLast((one) => JSON.stringify(one).includes('"open_session.'))?.ts ?? 'none',
})

/** Every payload that open sessions have, in the middle of the tour: with one seat, for which two wait in turn. */
export const openSessionsTour: readonly Step[] = [
  step('/mentor host', ({ ben }) => ben.types(`host ${TITLE}`)),
  step('open_session.host_submit', async ({ ben }) => {
    await fillIn(ben, { starts: STARTS, Where: 'Room 4', 'Announce in': LUNCH, 'Number of seats': 1 })
    await ben.submit()
  }),
  step('closing what was set up', ({ ben }) => ben.close()),
  step('open_session.join in a channel', ({ ada }) => ada.in(LUNCH).click('Join')),
  step('open_session.join_submit', async ({ ada }) => {
    await ada.fill('What would you like to talk about?', 'Why is *mine* slow?')
    await ada.submit()
  }),
  step('closing what came of it', ({ ada }) => ada.close()),
  step('open_session.seats', ({ ben }) => ben.click('Seats', itsMessage(ben))),
  step('open_session.invite', ({ ben }) => ben.clickModal('Invite people')),
  step('open_session.invite_submit', async ({ ben }) => {
    await ben.choose('Invite', ['@chandra'])
    await ben.submit()
  }),
  step('closing who was invited', ({ ben }) => ben.close()),
  step('open_session.put_aside', ({ chandra }) => chandra.click('Not now', itsMessage(chandra))),
  step('open_sessions.show', ({ chandra }) => chandra.clickHome('Open sessions')),
  step('open_sessions.topic', ({ chandra }) => chandra.choose('open_sessions.topic', 'Query plans')),
  step('open_sessions.show in its place', ({ chandra }) => chandra.clickModal('Show all')),
  step('open_session.join in the list', ({ chandra }) => chandra.clickModal('Join waitlist')),
  step('open_session.join_submit above the list', ({ chandra }) => chandra.submit()),
  step('closing the list of open sessions', ({ chandra }) => chandra.close({ all: true })),
  step('open_session.leave', ({ ada }) => ada.click('Leave session', itsMessage(ada))),
  step('open_session.join again, as the last in line', ({ ada }) =>
    ada.click('Join waitlist', itsMessage(ada)),
  ),
  step('open_session.join_submit once more', ({ ada }) => ada.submit()),
  step('closing it again', ({ ada }) => ada.close()),
  step('open_session.menu', ({ ben }) => ben.click('Edit', itsMessage(ben))),
  step('open_session.edit_submit', async ({ ben }) => {
    await ben.fill('Where', 'Room 5')
    await ben.submit()
  }),
  step('closing what was edited, less than a day before', async ({ journey, ben }) => {
    await ben.close()
    // Before the next step, for which other processes are told the time.
    journey.clock.set(Math.max(journey.clock.now(), STARTS - 20 * HOUR))
  }),
  step('open_session.leave less than a day before', ({ chandra }) =>
    chandra.click('Leave session', itsMessage(chandra)),
  ),
  step('open_session.take_seat', ({ ada }) => ada.click('Take the seat', itsMessage(ada))),
  step('open_session.seats again', ({ ben }) => ben.click('Seats', itsMessage(ben))),
  step('open_session.seats_submit', async ({ ben }) => {
    await ben.clickModal('Change the number')
    await ben.fill('Number of seats', '3')
    await ben.submit()
  }),
  step('closing the seats', ({ ben }) => ben.close({ all: true })),
  step('open_session.cancel', ({ ben }) => ben.click('Cancel session', itsMessage(ben))),
  step('open_session.cancel_submit', async ({ ben }) => {
    await ben.fill('Reason', 'Flu & <!channel>')
    await ben.submit()
  }),
  step('closing what was cancelled', ({ ben }) => ben.close()),
]
