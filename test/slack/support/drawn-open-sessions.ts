import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import type { Words } from '../../../src/slack/text/words.ts'
import { announcementMessage, channelFaultMessage } from '../../../src/slack/views/announcement.ts'
import { joinedAllModal, joinModal } from '../../../src/slack/views/join-modal.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import { openSessionMessage } from '../../../src/slack/views/open-session-message.ts'
import { openSessionsModal } from '../../../src/slack/views/open-sessions-list.ts'
import { questionsMessage } from '../../../src/slack/views/questions-message.ts'
import { typed, zone } from './arbitrary.ts'
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

/** The views of open sessions, as those in `drawn-views.ts`. */
export const drawnOpenSessionViews: Record<string, (words: Words) => fc.Arbitrary<Message | ModalView>> = {
  openSessionMessage: (words) => anyOpenState.map((state) => openSessionMessage(words, state, NOW)),
  announcementMessage: (words) =>
    fc
      .record({ open: anyOpenSession, topics: anyTopics, fullName: typed(200) })
      .map(({ open, topics, fullName }) => {
        const mentor = member(open.session.mentor, 'UTC', { fullName })
        return announcementMessage(words, { open, topics, mentor, announcement: announced }, NOW)
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
  questionsMessage: (words) =>
    fc
      .tuple(anyQuestions, zone)
      .map(([questions, theirs]) => questionsMessage(words, words.questions.title(NOW, theirs), questions)),
}

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

/** The same, as those in `views-at.ts`. */
export const openSessionViewsAt: Record<string, (words: Words, count: number) => (Message | ModalView)[]> = {
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
    return [announcementMessage(words, { ...state, announcement: announced }, NOW)]
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
    questionsMessage(words, words.questions.title(NOW, 'UTC'), questionsAt(count)),
  ],
}

/** Those that are about one thing, or about nothing that can be counted. */
export const openSessionViewsOfOne = ['channelFaultMessage']
