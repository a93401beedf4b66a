import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { MAX_LOCATION_LENGTH } from '../../../src/domain/availability/availability.ts'
import { OPEN_SESSION_LIMITS } from '../../../src/domain/sessions/open-session.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import type { OwnOpenSession } from '../../../src/service/open-sessions/screens.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { announcementMessage, channelFaultMessage } from '../../../src/slack/views/announcement.ts'
import { cancelOpenModal } from '../../../src/slack/views/cancel-open-modal.ts'
import { editOpenModal } from '../../../src/slack/views/edit-open-modal.ts'
import { emptyHostForm, type HostWarning, hostModal } from '../../../src/slack/views/host-modal.ts'
import { joinedAllModal, joinModal } from '../../../src/slack/views/join-modal.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import { moveOpenModal } from '../../../src/slack/views/move-open-modal.ts'
import { openSessionMessage } from '../../../src/slack/views/open-session-message.ts'
import { openSessionsModal } from '../../../src/slack/views/open-sessions-list.ts'
import { questionsMessage } from '../../../src/slack/views/questions-message.ts'
import { questionsModal } from '../../../src/slack/views/questions-modal.ts'
import {
  giveSeatModal,
  inviteModal,
  manageSeatsModal,
  seatsModal,
} from '../../../src/slack/views/seat-modals.ts'
import { someone, typed, zone } from './arbitrary.ts'
import {
  anyOpenSession,
  anyOpenSessions,
  anyOpenState,
  anyQuestions,
  anyTopics,
  joinedAllAt,
  openAt,
  openSessionsAt,
  openStateAt,
  openTopicsAt,
  questionsAt,
} from './open-session-states.ts'
import { ids, member, NOW } from './states.ts'

const announced = { channel: 'C0LUNCH001', message: null, announcedAt: null, fault: null }

const { invited, seats, releaseHours, minutes, times } = OPEN_SESSION_LIMITS

const anyHostForm = fc.record({
  title: typed(OPEN_SESSION_LIMITS.title),
  description: typed(OPEN_SESSION_LIMITS.description),
  topics: anyTopics,
  startsAt: fc.option(fc.constant(NOW)),
  minutes: fc.integer(minutes),
  seats: fc.integer(seats),
  fewest: fc.option(fc.integer(seats)),
  location: typed(MAX_LOCATION_LENGTH),
  audience: fc.constantFrom('everyone', 'invited'),
  invited: fc.array(someone, { maxLength: invited }),
  announcedIn: fc.option(fc.constant('C0LUNCH001')),
  asks: fc.boolean(),
  releaseHours: fc.option(fc.integer(releaseHours)),
})

const anyHost = fc.record({
  ...{ zone, location: typed(MAX_LOCATION_LENGTH) },
  announceIn: fc.option(fc.constant('C0LUNCH001')),
})

const anyFault = fc.constantFrom(
  undefined,
  { outcome: 'refused', reason: 'too_many_invited', limit: invited },
  { unresolved: '*x* <!here>'.repeat(50) },
)

const anyOwn = anyOpenState.map((state) => ({ state, invited: [], now: NOW }))

const ofOwn =
  (draw: (words: Words, own: OwnOpenSession) => ModalView) =>
  (words: Words): fc.Arbitrary<ModalView> =>
    anyOwn.map((own) => draw(words, own))

/** The views of open sessions, as those in `drawn-views.ts`. */
export const drawnOpenSessionViews: Record<string, (words: Words) => fc.Arbitrary<Message | ModalView>> = {
  openSessionMessage: (words) => anyOpenState.map((state) => openSessionMessage(words, state, NOW)),
  announcementMessage: (words) =>
    fc
      .record({ open: anyOpenSession, topics: anyTopics, fullName: typed(200) })
      .map(({ open, topics, fullName }) => {
        const mentor = member(open.session.mentor, 'UTC', { fullName })
        return announcementMessage(
          words,
          { open, topics, mentor, announcement: announced, isAllowed: true },
          NOW,
        )
      }),
  channelFaultMessage: (words) =>
    fc
      .constantFrom('not_in_channel', 'is_archived', 'restricted_action')
      .map((why) => channelFaultMessage(words, 'C0LUNCH001', why)),
  joinModal: (words) =>
    fc
      .record({ state: anyOpenState, ahead: fc.integer({ min: 1, max: 12 }), isListed: fc.boolean() })
      .map(({ isListed, ...options }) => joinModal(words, options, isListed ? below : null)),
  joinedAllModal: (words) => fc.nat(12).map((count) => joinedAllModal(words, joinedAllAt(count))),
  openSessionsModal: (words) =>
    fc
      .tuple(
        anyOpenSessions,
        fc.constantFrom(undefined, words.notJoined({ outcome: 'refused', reason: 'begun' })),
      )
      .map(([state, remark]) => openSessionsModal(words, state, null, remark)),
  hostModal: (words) =>
    fc
      .record({ form: anyHostForm, host: anyHost, fault: anyFault, warned: anyWarning })
      .map(({ form, host, ...said }) => hostModal(words, form, host, said)),
  editOpenModal: ofOwn(editOpenModal),
  moveOpenModal: ofOwn((words, own) => moveOpenModal(words, own, [NOW])),
  cancelOpenModal: ofOwn(cancelOpenModal),
  manageSeatsModal: ofOwn(manageSeatsModal),
  seatsModal: ofOwn(seatsModal),
  giveSeatModal: ofOwn(giveSeatModal),
  inviteModal: ofOwn(inviteModal),
  questionsModal: (words) => anyQuestions.map((questions) => questionsModal(words, questions)),
  questionsMessage: (words) =>
    fc
      .tuple(anyQuestions, zone)
      .map(([questions, theirs]) =>
        questionsMessage(words, ids.session, words.questions.title(NOW, theirs), questions),
      ),
}

/** All of a series are in the way of the mentor's own calendar. */
const warnedAt = (count: number): HostWarning => ({
  busyAt: Array.from({ length: count }, (_, week) => NOW + week * 7 * DAY),
  isSeries: true,
})
const anyWarning = fc.option(
  fc
    .integer({ min: 1, max: times.max })
    .chain((count) => fc.boolean().map((isSeries) => ({ ...warnedAt(count), isSeries }))),
  { nil: undefined },
)

/** The list below a form. */
const below = {
  ...{ topic: ids.topic, mentor: ids.ada, from: { after: ids.session } },
  view: 'V0123456789',
}

const standings = [
  { is: 'mentor' },
  { is: 'seated', by: 'added' },
  { is: 'held', until: NOW },
  { is: 'invited', isPutAside: false },
] as const

const ownAt = (count: number): OwnOpenSession => ({
  state: openStateAt(count, { is: 'mentor' }),
  ...{ invited: [], now: NOW },
})

const changesAt: Record<string, (words: Words, count: number) => ModalView[]> = {
  hostModal: (words, count) => {
    const { session, description, fewest, audience, announcedIn, asks, releaseHours } = openAt(count)
    const form = {
      ...{ ...emptyHostForm, description, fewest, audience, announcedIn, asks, releaseHours },
      ...{ title: session.topic, seats: session.seats.total, location: session.location },
      topics: openTopicsAt(count),
      invited: Array.from({ length: Math.min(count, invited) }, () => ids.ben),
    }
    return [
      hostModal(
        words,
        form,
        { ...{ zone: 'Europe/Berlin', location: session.location, announceIn: 'C0LUNCH001' } },
        { warned: warnedAt(Math.min(count, times.max)) },
      ),
    ]
  },
  editOpenModal: (words, count) => [editOpenModal(words, ownAt(count))],
  moveOpenModal: (words, count) => [moveOpenModal(words, ownAt(count))],
  cancelOpenModal: (words, count) => [cancelOpenModal(words, ownAt(count))],
  manageSeatsModal: (words, count) => [manageSeatsModal(words, ownAt(count))],
  seatsModal: (words, count) => [seatsModal(words, ownAt(count))],
  giveSeatModal: (words, count) => [giveSeatModal(words, ownAt(count))],
  inviteModal: (words, count) => [inviteModal(words, ownAt(count))],
  questionsModal: (words, count) => [questionsModal(words, questionsAt(count))],
}

/** The same, as those in `views-at.ts`. */
export const openSessionViewsAt: Record<string, (words: Words, count: number) => (Message | ModalView)[]> = {
  ...changesAt,
  openSessionMessage: (words, count) => [
    ...standings.map((standing) => openSessionMessage(words, openStateAt(count, standing), NOW)),
    openSessionMessage(
      words,
      openStateAt(count, { is: 'waiting', place: Math.max(1, count), passedOver: true }),
      NOW,
    ),
  ],
  announcementMessage: (words, count) => {
    const state = { open: openAt(count), topics: openTopicsAt(count), mentor: member() }
    return [announcementMessage(words, { ...state, announcement: announced, isAllowed: true }, NOW)]
  },
  joinModal: (words, count) => [
    joinModal(words, { state: openStateAt(count, { is: 'none' }), ahead: Math.min(count, 12) }, below),
  ],
  joinedAllModal: (words, count) => [joinedAllModal(words, joinedAllAt(count))],
  openSessionsModal: (words, count) => [
    openSessionsModal(words, openSessionsAt(count), null),
    openSessionsModal(words, openSessionsAt(count), { after: ids.session }, words.invitationPutAside),
  ],
  questionsMessage: (words, count) => [
    questionsMessage(words, ids.session, words.questions.title(NOW, 'UTC'), questionsAt(count)),
  ],
}

/** Those that are about one thing, or about nothing that can be counted. */
export const openSessionViewsOfOne = ['channelFaultMessage']
