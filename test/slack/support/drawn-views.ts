import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import {
  defaultAvailability,
  MAX_DAYS_OFF,
  MAX_LOCATION_LENGTH,
  MAX_RANGES_A_DAY,
} from '../../../src/domain/availability/availability.ts'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import { MOST_RECEIVERS } from '../../../src/domain/requests/request.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { availabilityModal } from '../../../src/slack/views/availability-modal.ts'
import { bookingModal } from '../../../src/slack/views/booking-modal.ts'
import { cancelModal } from '../../../src/slack/views/cancel-modal.ts'
import { helpMessage, unresolvedMessage, usageMessage } from '../../../src/slack/views/help.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import { sayModal } from '../../../src/slack/views/modal.ts'
import { nudgeMessage } from '../../../src/slack/views/nudge-message.ts'
import { pickMemberModal } from '../../../src/slack/views/pick-member-modal.ts'
import { reminderMessage } from '../../../src/slack/views/reminder-message.ts'
import { replacedMessage } from '../../../src/slack/views/replaced-message.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { sendModal } from '../../../src/slack/views/send-modal.ts'
import { sessionMessage } from '../../../src/slack/views/session-message.ts'
import { sessionsMessage, sessionsModal } from '../../../src/slack/views/sessions-list.ts'
import { unansweredMessage } from '../../../src/slack/views/unanswered-message.ts'
import { worstAvailability } from '../../support/worst-availability.ts'
import {
  anyCardState,
  anyHomeState,
  anyRequest,
  anySession,
  anySessionState,
  someone,
  typed,
  zone,
} from './arbitrary.ts'
import { ids, member, NOW, options, slotsFrom } from './states.ts'

type Drawn = fc.Arbitrary<Message | ModalView | HomeView>

const full = Array.from({ length: MAX_RANGES_A_DAY }, (_, hour) => ({
  from: `${String(hour).padStart(2, '0')}:00`,
  to: `${String(hour).padStart(2, '0')}:30`,
}))

/** As much as can be saved. */
const most = {
  weekly: {
    monday: full,
    tuesday: full,
    wednesday: full,
    thursday: full,
    friday: full,
    saturday: full,
    sunday: full,
  },
  daysOff: Array.from({ length: MAX_DAYS_OFF }, () => ({ from: '2099-12-24', to: '2099-12-31' })),
  weeklyCap: 100,
}

const anySessionsState = fc
  .tuple(fc.array(anySession, { maxLength: PAGE_SIZE.sessions }), someone, fc.option(fc.constant(NOW)))
  .map(([items, reader, place]) => ({
    member: reader,
    now: NOW,
    sessions: { items, previous: place, next: place },
  }))

const anyBooking = fc
  .record({
    actorIs: fc.constantFrom('mentor', 'mentee'),
    mentorZone: zone,
    menteeZone: zone,
    slots: fc
      // In September of the next year, days have their longest names.
      .tuple(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 285, max: 295 })), fc.nat(700))
      .map(([days, count]) => slotsFrom(NOW + days * DAY, count)),
    odd: fc.oneof(fc.constant(0), fc.nat(100)),
    accepts: fc.nat(500),
    origin: fc.constantFrom(ids.request, null),
    moves: fc.option(anySession),
    page: fc.oneof(fc.constant(0), fc.nat(800)),
    topic: typed(400),
    chosen: fc.nat(800),
    other: fc.option(fc.integer({ min: NOW, max: NOW + 400 * DAY })),
    notice: fc.constantFrom('unshown', 'outside_waking_hours', 'mentor_busy', 'weekly_cap', undefined),
  })
  .map(({ mentorZone, menteeZone, page, topic, chosen, odd, other, notice, ...given }) => {
    const all = given.slots.map((slot, index) => ({ ...slot, isOdd: index >= odd }))
    const slot = other === null ? (all[chosen] ?? null) : null
    const shown = options({
      ...given,
      slots: all.slice(page, page + 99),
      pages: { earlier: page > 0 ? null : undefined, later: all[page + 99]?.start },
      chosen: slot && { kind: 'free', slot },
      mentor: member(ids.ada, mentorZone),
      mentee: member(ids.ben, menteeZone),
    })
    const draft = {
      topic,
      slot: slot?.start ?? null,
      otherTime: other,
      slotsFrom: given.slots[page]?.start ?? null,
      revision: page,
      otherRevision: chosen,
      warned: other,
      replaces: null,
    }
    return { shown, draft, notice }
  })

/** Every view by the name of the function that draws it, with whatever people can have written and the app can hold. */
export const drawnViews: Record<string, (words: Words) => Drawn> = {
  requestCard: (words) => anyCardState.map((state) => requestCard(words, state, NOW)),
  sessionMessage: (words) => anySessionState.map((state) => sessionMessage(words, state, NOW)),
  reminderMessage: (words) =>
    fc
      .tuple(anySessionState, fc.constantFrom('soon', 'day'))
      .map(([state, lead]) => reminderMessage(words, state, lead)),
  nudgeMessage: (words) =>
    fc
      .tuple(fc.nat(100), fc.array(anyRequest, { maxLength: 5 }))
      .map(([more, latest]) => nudgeMessage(words, { pending: latest.length + more, latest })),
  replacedMessage: (words) => fc.constant(replacedMessage(words)),
  unansweredMessage: (words) => fc.constant(unansweredMessage(words, NOW)),
  homeView: (words) =>
    fc
      .tuple(anyHomeState(6), fc.boolean())
      .map(([state, isFull]) =>
        homeView(words, { ...state, ...(isFull && { availability: { ...worstAvailability, ...most } }) }),
      ),
  requestsMessage: (words) => anyHomeState(5).map((state) => requestsMessage(words, state)),
  sessionsMessage: (words) => anySessionsState.map((state) => sessionsMessage(words, state)),
  sessionsModal: (words) => anySessionsState.map((state) => sessionsModal(words, state)),
  availabilityModal: (words) =>
    fc.tuple(zone, typed(MAX_LOCATION_LENGTH), fc.boolean()).map(([theirs, location, isFull]) => {
      const availability = { ...defaultAvailability(theirs), location, paused: isFull, ...(isFull && most) }
      return availabilityModal(words, { availability, isSet: isFull, now: NOW })
    }),
  sendModal: (words) =>
    fc
      .record({
        kind: fc.constantFrom('offer', 'session_request'),
        to: fc.option(someone.map((id) => ({ id }))),
        message: typed(3000),
        contextUrl: fc.option(typed(5000).map((tail) => `https://example.com/${tail}`)),
        answers: fc.constantFrom(ids.request, null),
        toSeveral: fc.boolean(),
        failed: fc.boolean(),
      })
      .map(({ toSeveral, failed, ...state }) =>
        sendModal(
          words,
          { ...state, ...(toSeveral && { several: Array(MOST_RECEIVERS).fill(ids.ada) }) },
          failed ? { outcome: 'refused', reason: 'paused', member: ids.ada } : undefined,
        ),
      ),
  pickMemberModal: (words) => fc.constant(pickMemberModal(words)),
  bookingModal: (words) =>
    anyBooking.map(({ shown, draft, notice }) => bookingModal(words, shown, draft, notice)),
  cancelModal: (words) => anySessionState.map((state) => cancelModal(words, state)),
  sayModal: (words) =>
    fc.constantFrom(...Object.values(words.modals)).map((title) => {
      const saved = words.savedText({ ...worstAvailability, ...most }, { now: NOW, nextSlot: null })
      return sayModal(words, title, saved)
    }),
  helpMessage: (words) => fc.constant(helpMessage(words)),
  usageMessage: (words) => typed(2000).map((text) => usageMessage(words, text, 'offer')),
  unresolvedMessage: (words) => typed(2000).map((text) => unresolvedMessage(words, text, 'book')),
}
