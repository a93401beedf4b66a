import { describe, expect, it } from 'vitest'
import { HOUR } from '../../../src/domain/time/time.ts'
import { readBookingForm } from '../../../src/slack/modals/booking-form.ts'
import type { ModalState } from '../../../src/slack/payloads.ts'
import { lengthChoice, slotChoice } from '../../../src/slack/values.ts'
import { ids, NOW } from '../support/states.ts'

const NINE = NOW + 28 * HOUR
const NIGHT = NOW + 40 * HOUR

/** The metadata of a modal that a version without a date picker opened, as it wrote it. */
const old = {
  ...{ member: ids.ada, actorIs: 'mentor', origin: null, shown: null, warned: null, slotsFrom: null },
  ...{ moves: null, revision: 2, otherRevision: 1, replaces: null },
}

const modalOf = (metadata: object, values: ModalState['state']['values']): ModalState => ({
  id: 'V1',
  type: 'modal',
  hash: '',
  private_metadata: JSON.stringify([1, metadata]),
  state: { values },
})
const listed = (startsAt: number | null) => ({
  'booking.pick_slot': {
    selected_option: startsAt === null ? null : { value: slotChoice.encode({ startsAt }) },
  },
})
const free = (startsAt: number | null) => ({
  'booking.pick_other_time': { selected_date_time: startsAt === null ? null : startsAt / 1000 },
})
const typed = (value: string | null) => ({ typed: { value } })

describe('a booking modal opened before there was a date picker', () => {
  const draftOf = (
    list: number | null,
    picker: number | null,
    last?: 'list' | 'picker',
    metadata: object = {},
  ) =>
    readBookingForm(
      modalOf(
        { ...old, ...metadata },
        { slot_2: listed(list), other_time_1: free(picker), topic: typed('Talks') },
      ),
      last,
    )?.draft

  it('still has its choice read from either control, and what was typed', () => {
    expect(draftOf(NINE, null)).toMatchObject({
      ...{ chosen: NINE, isPicked: false, control: 'list', topic: 'Talks' },
      ...{ place: null, minutes: null, day: null },
    })
    expect(draftOf(null, NIGHT)).toMatchObject({ chosen: NIGHT, isPicked: true, control: 'picker' })
    expect(draftOf(null, null)).toMatchObject({ chosen: null, control: 'list' })
  })

  it('takes the last of two choices or, unknown which that was, the one that it does not show', () => {
    expect(draftOf(NINE, NIGHT, 'list')?.chosen).toBe(NINE)
    expect(draftOf(NINE, NIGHT, 'picker')?.chosen).toBe(NIGHT)
    expect(draftOf(NINE, NIGHT, undefined, { shown: NINE })?.chosen).toBe(NIGHT)
    expect(draftOf(NINE, NIGHT, undefined, { shown: NIGHT })?.chosen).toBe(NINE)
  })

  it('goes on at the day of its page', () => {
    expect(draftOf(null, null, undefined, { slotsFrom: NINE })?.day).toEqual({ of: NINE })
  })
})

describe('a booking modal', () => {
  const now = { ...old, control: 'list', day: '2026-11-24', dayRevision: 3 }

  it('is read by what its fields hold, and by its metadata where they are not drawn', () => {
    const held = { topic: 'Kept', place: 'the roof', minutes: 45 }
    const form = readBookingForm(
      modalOf({ ...now, ...held }, { day_3: { d: { selected_date: '2027-04-21' } }, slot_2: listed(NINE) }),
    )
    expect(form).toMatchObject({
      draft: { ...held, day: '2027-04-21', chosen: NINE },
      timeBlock: 'slot_2',
    })
    const drawn = readBookingForm(
      modalOf(
        { ...now, ...held },
        {
          day_3: { d: { selected_date: '2027-02-30' } },
          topic: typed(''),
          place: typed('Room 4'),
          length: { l: { selected_option: { value: lengthChoice.encode({ minutes: 90 }) } } },
        },
      ),
    )
    expect(drawn).toMatchObject({
      draft: { topic: '', place: 'Room 4', minutes: 90, day: '2026-11-24', chosen: null },
      timeBlock: 'day_3',
    })
  })

  it('takes a time from the list for picked freely only where the list shows such a one', () => {
    const isPicked = (picked: boolean, shown: number) =>
      readBookingForm(modalOf({ ...now, picked, shown }, { slot_2: listed(NIGHT) }))?.draft.isPicked
    expect([isPicked(true, NIGHT), isPicked(true, NINE), isPicked(false, NIGHT)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('has no lengths but those that a session can have', () => {
    const minutes = (value: string) =>
      readBookingForm(modalOf(now, { length: { l: { selected_option: { value } } } }))?.draft.minutes
    expect(minutes('[1,{"minutes":241}]')).toBeNull()
    expect(minutes('[1,{"minutes":240}]')).toBe(240)
  })
})
