import type { InputBlock, ModalView, StaticSelect } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time/time.ts'
import type { BookingOptions } from '../../src/service/sessions/booking-options.ts'
import { bookingMetadata, requestTarget, slotChoice, slotsPage } from '../../src/slack/ids.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { bookingModal, emptyDraft } from '../../src/slack/views/booking-modal.ts'
import { buttonsOf, labelsOf, readAloud } from './support/reading.ts'
import { ids, NOW, options, slotsFrom } from './support/states.ts'

const isInput = (block: object): block is InputBlock => 'type' in block && block.type === 'input'
const inputs = (view: ModalView): InputBlock[] => view.blocks.filter(isInput)
const selectOf = (view: ModalView) =>
  inputs(view)
    .map(({ element }) => element)
    .find((element): element is StaticSelect => element.type === 'static_select')
const groups = (view: ModalView) =>
  (selectOf(view)?.option_groups ?? []).map((group) => [
    group.label.text,
    ...group.options.map(({ text }) => text.text),
  ])
const asMentor = { actorIs: 'mentor', origin: null, accepts: 0 } as const
const none = { ...emptyDraft }

describe('the booking modal', () => {
  it('says who is the mentor and what booking accepts, and keeps its subject for the submission', () => {
    const view = bookingModal(english, options({ accepts: 3 }), none)
    expect(readAloud(view)).toContain('<@U0ADA00001> *is the mentor*, you are the mentee.')
    expect(readAloud(view)).toContain('Booking accepts all 3 of their offers to mentor.')
    expect(bookingMetadata.decode(view.private_metadata)).toEqual({
      member: ids.ada,
      actorIs: 'mentee',
      origin: ids.request,
      moves: null,
      shown: null,
      warned: null,
      slotsFrom: null,
      revision: 0,
      otherRevision: 0,
      replaces: null,
    })
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual([
      'Book a session',
      'Book',
      'Close',
    ])
  })

  it('names session requests when a mentor books', () => {
    const view = bookingModal(english, options({ actorIs: 'mentor', accepts: 1 }), none)
    expect(readAloud(view)).toContain('*You are the mentor*, <@U0BEN00002> is the mentee.')
    expect(readAloud(view)).toContain('Booking accepts their session request.')
  })

  it('offers, when opened from an offer, a session request instead, but no switch of roles', () => {
    const buttons = buttonsOf(bookingModal(english, options(), none).blocks)
    expect(buttons.map(({ label }) => label)).toEqual(['Send a session request instead'])
    expect(requestTarget.decode(buttons[0]?.value)).toEqual({ request: ids.request })
  })

  it('lets the roles be switched, but offers no session request, when opened on a member', () => {
    expect(labelsOf(bookingModal(english, options({ origin: null }), none).blocks)).toEqual(['Switch roles'])
    expect(labelsOf(bookingModal(english, options(asMentor), none).blocks)).toEqual(['Switch roles'])
  })

  it('has neither for a session request', () => {
    expect(labelsOf(bookingModal(english, options({ actorIs: 'mentor' }), none).blocks)).toEqual([])
  })
})

describe('the times of the booking modal', () => {
  it('are grouped by day in the reader’s zone, with the other’s clock', () => {
    const view = bookingModal(
      english,
      options({ slots: [...slotsFrom(NOW + 28 * HOUR, 1), ...slotsFrom(NOW + 39 * HOUR, 1)] }),
      none,
    )
    expect(readAloud(view)).toContain('Free times, in New York time')
    expect(groups(view)).toEqual([
      [
        'Tuesday 24 November',
        '09:00–09:30 · 15:00 Berlin time',
        '20:00–20:30 · Wed 25 Nov, 02:00 Berlin time',
      ],
    ])
  })

  it('show a single clock if both clocks agree', () => {
    const { mentee } = options()
    const view = bookingModal(
      english,
      options({ mentor: { ...mentee, id: ids.ada, zone: 'America/Detroit' } }),
      none,
    )
    expect(groups(view)[0]?.[1]).toBe('09:00–09:30')
  })

  it('list hours outside the mentee’s day last, and say so', () => {
    // 13:00 UTC is 08:00 in New York; the two before it are early.
    const early = slotsFrom(NOW + 26 * HOUR, 2).map((slot) => ({ ...slot, isOdd: true }))
    const usual = slotsFrom(NOW + 27 * HOUR, 1)
    expect(
      groups(bookingModal(english, options({ ...asMentor, slots: [...usual, ...early] }), none)),
    ).toEqual([
      ['Tuesday 24 November', '14:00–14:30 · 08:00 New York time'],
      [
        'Tuesday 24 November · early or late for them',
        '13:00–13:30 · 07:00 New York time',
        '13:30–14:00 · 07:30 New York time',
      ],
    ])
  })

  it('have buttons to the pages beside them', () => {
    const buttons = (pages: BookingOptions['pages']) =>
      buttonsOf(bookingModal(english, options({ pages, ...asMentor }), none).blocks).flatMap(
        ({ label, value }) => {
          const page = slotsPage.decode(value)
          return page ? [[label, page.from]] : []
        },
      )
    expect(buttons({ earlier: undefined, later: undefined })).toEqual([])
    expect(buttons({ earlier: undefined, later: NOW + 9 * HOUR })).toEqual([['Later times', NOW + 9 * HOUR]])
    expect(buttons({ earlier: null, later: undefined })).toEqual([['Earlier times', null]])
  })

  it('start with the chosen one if it belongs to another page', () => {
    const [slot] = slotsFrom(NOW + 100 * HOUR, 1)
    if (!slot) throw new Error('no slot')
    const chosen = { kind: 'free', slot } as const
    const view = bookingModal(english, options({ chosen }), { ...none, slot: slot.start })
    expect(groups(view)[0]).toEqual(['Your choice: Friday 27 November', '09:00–09:30 · 15:00 Berlin time'])
    expect(slotChoice.decode(selectOf(view)?.initial_option?.value)).toEqual({ startsAt: slot.start })
    expect(bookingMetadata.decode(view.private_metadata)?.shown).toBe(slot.start)
  })

  it('show the chosen one to both, each in their own zone', () => {
    const slot = NOW + 28 * HOUR
    const [free] = slotsFrom(slot, 1)
    const view = bookingModal(english, options({ chosen: free ? { kind: 'free', slot: free } : null }), {
      ...none,
      slot,
    })
    expect(readAloud(view)).toContain(
      '*Tue 24 Nov, 09:00–09:30*, New York time\nTue 24 Nov, 15:00–15:30, Berlin time, for <@U0ADA00001>',
    )
    expect(slotChoice.decode(selectOf(view)?.initial_option?.value)).toEqual({ startsAt: slot })
  })

  it('are redrawn under a new id, so that Slack forgets a choice that is gone', () => {
    const blockOf = (revision: number) =>
      inputs(bookingModal(english, options(), { ...none, revision }))[0]?.block_id
    expect(blockOf(1)).not.toBe(blockOf(2))
  })

  it('can be replaced by any other, for a mentor', () => {
    const view = bookingModal(english, options(asMentor), {
      ...none,
      otherTime: NOW + 50 * HOUR + 10 * MINUTE,
    })
    const [slot, other] = inputs(view)
    expect(slot?.optional).toBe(true)
    expect(other?.element).toMatchObject({
      type: 'datetimepicker',
      initial_date_time: (NOW + 50 * HOUR + 10 * MINUTE) / 1000,
    })
    expect(readAloud(view)).toContain('*Wed 25 Nov, 13:10–13:40*, Berlin time')
  })

  it('must be picked from the list, for a mentee', () => {
    const [slot, ...others] = inputs(bookingModal(english, options(), none))
    expect(slot?.optional).toBe(false)
    expect(others.map(({ block_id }) => block_id)).toEqual(['topic'])
  })
})

describe('a booking modal without a free time', () => {
  it('tells a mentee to send a session request, and cannot be submitted', () => {
    const view = bookingModal(english, options({ slots: [] }), none)
    expect(readAloud(view)).toContain(
      '*<@U0ADA00001> has no free time in the next 4 weeks.* Send them a session request instead',
    )
    expect(labelsOf(view.blocks)).toEqual(['Send a session request instead'])
    expect(view.submit).toBeUndefined()
  })

  it('does so without an offer as well', () => {
    const view = bookingModal(english, options({ slots: [], origin: null }), none)
    expect(labelsOf(view.blocks)).toEqual(['Switch roles', 'Send a session request instead'])
  })

  it('lets a mentor pick another one', () => {
    const view = bookingModal(english, options({ ...asMentor, slots: [] }), none)
    expect(readAloud(view)).toContain('*None of your hours is free in the next 4 weeks.*')
    expect(inputs(view).map(({ block_id }) => block_id)).toEqual(['other_time_0', 'topic'])
    expect(view.submit?.text).toBe('Book')
  })
})

describe('what the booking modal tells after a submission', () => {
  const first = (view: ModalView) => readAloud(view.blocks[0])
  it('a time that was taken, with what was typed kept', () => {
    const view = bookingModal(english, options(), { ...none, topic: 'Talks', revision: 1 }, 'mentor_busy')
    expect(first(view)).toContain('That time was just taken.')
    expect(inputs(view).at(-1)?.element).toMatchObject({ initial_value: 'Talks' })
  })

  it('an odd hour for the mentee, which a second press confirms', () => {
    const warned = NOW + 26 * HOUR
    const view = bookingModal(
      english,
      options(asMentor),
      { ...none, otherTime: warned, warned },
      'outside_waking_hours',
    )
    expect(first(view)).toContain('Tue 24 Nov, 07:00, New York time, for them')
    expect(view.submit?.text).toBe('Book anyway')
    expect(bookingMetadata.decode(view.private_metadata)?.warned).toBe(warned)
  })

  it('no odd hour once another time is chosen, which is then not confirmed', () => {
    const warned = NOW + 26 * HOUR
    const otherTime = NOW + 28 * HOUR
    const view = bookingModal(english, options(asMentor), { ...none, otherTime, warned })
    expect(view.submit?.text).toBe('Book')
    expect(bookingMetadata.decode(view.private_metadata)).toMatchObject({ shown: otherTime, warned: null })
    const again = bookingModal(english, options(asMentor), { ...none, otherTime: warned, warned })
    expect(again.submit?.text).toBe('Book anyway')
    expect(first(again)).toContain('07:00')
  })
})
