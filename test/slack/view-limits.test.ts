import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultAvailability,
  MAX_DAYS_OFF,
  MAX_LOCATION_LENGTH,
  MAX_RANGES_A_DAY,
} from '../../src/domain/availability/availability.ts'
import { PAGE_SIZE } from '../../src/domain/page.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS } from '../../src/domain/requests/request.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { findZones } from '../../src/domain/time/zone-names.ts'
import { type Json, parseJson } from '../../src/sandbox/slack/json.ts'
import {
  checkBlocks,
  checkView,
  isTooLargeForView,
  isTooLongForMessage,
} from '../../src/sandbox/slack/rules/surfaces.ts'
import { zoneOption } from '../../src/slack/text/english/availability.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { availabilityModal } from '../../src/slack/views/availability-modal.ts'
import { option } from '../../src/slack/views/blocks.ts'
import { bookingModal } from '../../src/slack/views/booking-modal.ts'
import { cancelModal } from '../../src/slack/views/cancel-modal.ts'
import { helpMessage, unresolvedMessage, usageMessage } from '../../src/slack/views/help.ts'
import { homeView } from '../../src/slack/views/home.ts'
import type { Message } from '../../src/slack/views/message.ts'
import { requestCard } from '../../src/slack/views/request-card.ts'
import { requestsMessage } from '../../src/slack/views/requests-message.ts'
import { sendModal } from '../../src/slack/views/send-modal.ts'
import { sessionMessage } from '../../src/slack/views/session-message.ts'
import { sessionsMessage, sessionsModal } from '../../src/slack/views/sessions-list.ts'
import {
  anyCardState,
  anyHomeState,
  anySession,
  anySessionState,
  someone,
  typed,
  zone,
} from './support/arbitrary.ts'
import { homeStateOf, ids, member, NOW, options, request, slotsFrom } from './support/states.ts'

const json = (value: unknown): Json => parseJson(JSON.stringify(value)) ?? null

/** Checks what a view draws against Slack's rules, as the local Slack knows them. */
const expectAllowed = {
  message: ({ text, blocks }: Message) => {
    expect(checkBlocks(json(blocks), 'message', '')).toEqual([])
    expect(isTooLongForMessage(json(blocks))).toBe(false)
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(40_000)
  },
  modal: (view: ModalView) => {
    expect(checkView(json(view), 'modal')).toEqual([])
    expect(isTooLargeForView(json(view))).toBe(false)
  },
}

const runs = { numRuns: 60 }

describe('within Slack’s limits, whatever people wrote, are', () => {
  it('a request card', () => {
    fc.assert(
      fc.property(anyCardState, (state) => expectAllowed.message(requestCard(english, state, NOW))),
      runs,
    )
  })

  it('a session’s message', () => {
    fc.assert(
      fc.property(anySessionState, (state) => expectAllowed.message(sessionMessage(english, state, NOW))),
      runs,
    )
  })

  it('Home', () => {
    fc.assert(
      fc.property(anyHomeState(6), (state) => {
        const view = json(homeView(english, state))
        expect(checkView(view, 'home')).toEqual([])
        expect(isTooLargeForView(view)).toBe(false)
      }),
      runs,
    )
  })

  it('the availability form, with as much as can be saved', () => {
    const full = Array.from({ length: MAX_RANGES_A_DAY }, (_, hour) => ({
      from: `${String(hour).padStart(2, '0')}:00`,
      to: `${String(hour).padStart(2, '0')}:30`,
    }))
    const daysOff = Array.from({ length: MAX_DAYS_OFF }, () => ({ from: '2099-12-24', to: '2099-12-31' }))
    fc.assert(
      fc.property(zone, typed(MAX_LOCATION_LENGTH), fc.boolean(), (theirs, location, isFull) => {
        const availability = { ...defaultAvailability(theirs), location, paused: isFull }
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
          daysOff,
          weeklyCap: 100,
        }
        expectAllowed.modal(
          availabilityModal(english, {
            availability: { ...availability, ...(isFull && most) },
            isSet: isFull,
            now: NOW,
          }),
        )
      }),
      runs,
    )
  })

  it('all choices in the search for a time zone', () => {
    const choices = findZones('', 1000).map((one) => option(zoneOption(one, NOW), one))
    expect(choices.length).toBeGreaterThan(300)
    for (const { text, value } of choices) {
      expect(text.text).not.toContain('…')
      expect(text.text.length).toBeLessThanOrEqual(75)
      expect(value?.length).toBeLessThanOrEqual(150)
    }
  })

  it('the lists in a message', () => {
    fc.assert(
      fc.property(anyHomeState(5), (state) => expectAllowed.message(requestsMessage(english, state))),
      runs,
    )
  })

  it('both, full of the longest messages', () => {
    for (const unit of ['W', '&', '𝕏', 'https://example.com/ ']) {
      const message = unit.repeat(MESSAGE_LIMIT).slice(0, MESSAGE_LIMIT)
      const listed = { request: request({ message }), state: 'pending', session: null, barred: null } as const
      const page = (size: number) => ({ items: Array(size).fill(listed), previous: null, next: null })
      expectAllowed.message(requestsMessage(english, homeStateOf({ received: page(5), sent: page(5) })))
      const home = json(homeView(english, homeStateOf({ received: page(6), sent: page(6) })))
      expect([checkView(home, 'home'), isTooLargeForView(home)]).toEqual([[], false])
    }
  })

  it('the sessions in a message, and over Home', () => {
    const many = fc.array(anySession, { maxLength: PAGE_SIZE.sessions })
    fc.assert(
      fc.property(many, someone, fc.option(fc.constant(NOW)), (items, member, place) => {
        const state = { member, now: NOW, sessions: { items, previous: place, next: place } }
        expectAllowed.message(sessionsMessage(english, state))
        expectAllowed.modal(sessionsModal(english, state))
      }),
      runs,
    )
  })

  it('the form that sends', () => {
    const form = fc.record({
      kind: fc.constantFrom('offer', 'session_request'),
      to: fc.option(someone.map((id) => ({ id }))),
      message: typed(3000),
      contextUrl: fc.option(typed(5000).map((tail) => `https://example.com/${tail}`)),
      answers: fc.constantFrom(ids.request, null),
    })
    fc.assert(
      fc.property(form, fc.boolean(), fc.boolean(), (state, toSeveral, failed) =>
        expectAllowed.modal(
          sendModal(
            english,
            { ...state, ...(toSeveral && { several: Array(MOST_RECEIVERS).fill(ids.ada) }) },
            failed ? { outcome: 'refused', reason: 'paused', member: ids.ada } : undefined,
          ),
        ),
      ),
      runs,
    )
  })

  it('the booking modal', () => {
    const state = fc.record({
      actorIs: fc.constantFrom('mentor', 'mentee'),
      mentorZone: zone,
      menteeZone: zone,
      slots: fc
        .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(700))
        .map(([days, count]) => slotsFrom(NOW + days * DAY, count)),
      odd: fc.nat(100),
      accepts: fc.nat(500),
      origin: fc.constantFrom(ids.request, null),
      page: fc.nat(800),
      topic: typed(400),
      chosen: fc.nat(800),
      other: fc.option(fc.integer({ min: NOW, max: NOW + 400 * DAY })),
      notice: fc.constantFrom('unshown', 'outside_waking_hours', 'mentor_busy', 'weekly_cap', undefined),
    })
    fc.assert(
      fc.property(state, ({ mentorZone, menteeZone, page, topic, chosen, odd, other, notice, ...given }) => {
        const all = given.slots.map((slot, index) => ({ ...slot, isOdd: index >= odd }))
        const slot = other === null ? (all[chosen] ?? null) : null
        expectAllowed.modal(
          bookingModal(
            english,
            options({
              ...given,
              slots: all.slice(page, page + 99),
              pages: { earlier: page > 0 ? null : undefined, later: all[page + 99]?.start },
              chosen: slot && { kind: 'free', slot },
              mentor: member(ids.ada, mentorZone),
              mentee: member(ids.ben, menteeZone),
            }),
            {
              topic,
              slot: slot?.start ?? null,
              otherTime: other,
              slotsFrom: given.slots[page]?.start ?? null,
              revision: page,
              otherRevision: chosen,
              warned: other,
              replaces: null,
            },
            notice,
          ),
        )
      }),
      runs,
    )
  })

  it('the modal that cancels', () => {
    fc.assert(
      fc.property(anySessionState, (state) => expectAllowed.modal(cancelModal(english, state))),
      runs,
    )
  })

  it('help, and the answers to what was not understood', () => {
    expectAllowed.message(helpMessage(english))
    fc.assert(
      fc.property(typed(2000), (text) => {
        expectAllowed.message(usageMessage(english, text, 'offer'))
        expectAllowed.message(unresolvedMessage(english, text, 'book'))
      }),
      runs,
    )
  })
})
