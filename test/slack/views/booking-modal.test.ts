import type { InputBlock, ModalView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { BookingOptions } from '../../../src/service/sessions/booking-options.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import {
  bookingMetadata,
  dayTarget,
  lengthChoice,
  requestTarget,
  slotChoice,
} from '../../../src/slack/values.ts'
import { emptyDraft } from '../../../src/slack/views/booking-draft.ts'
import { type BookingRemark, bookingModal } from '../../../src/slack/views/booking-modal.ts'
import { buttonsOf, labelsOf, readAloud } from '../support/reading.ts'
import { dayOf, ids, NOW, options, request, session, slotsFrom } from '../support/states.ts'

/** 09:00 in New York on Tuesday 24 November: the first of four free times. */
const NINE = NOW + 28 * HOUR

type Option = { text: { text: string }; description?: { text: string }; value: string }
type Element = {
  type: string
  options?: Option[]
  option_groups?: { label: { text: string }; options: Option[] }[]
  initial_option?: Option
  initial_date?: string
}

const draw = (
  changes: Partial<BookingOptions> = {},
  draft: Partial<typeof emptyDraft> = {},
  remark?: BookingRemark,
) => bookingModal(english, options(changes), { ...emptyDraft, ...draft }, remark)

const isInput = (block: object): block is InputBlock => 'type' in block && block.type === 'input'
const inputs = (view: ModalView): InputBlock[] => view.blocks.filter(isInput)
const inputIds = (view: ModalView) => inputs(view).map(({ block_id }) => block_id)
const input = (view: ModalView, id: string) => inputs(view).find(({ block_id }) => block_id?.startsWith(id))
const elementOf = (view: ModalView, id: string) => input(view, id)?.element as Element | undefined
const shownOption = ({ text, description }: Option) =>
  description ? `${text.text} · ${description.text}` : text.text
const groups = (view: ModalView) =>
  (elementOf(view, 'slot_')?.option_groups ?? []).map(({ label, options }) => [
    label.text,
    ...options.map(shownOption),
  ])
const radios = (view: ModalView) => (elementOf(view, 'slot_')?.options ?? []).map(shownOption)
const metadata = (view: ModalView) => bookingMetadata.decode(view.private_metadata)
const asMentor = { actorIs: 'mentor', origin: null, accepts: 0 } as const

describe('the booking modal', () => {
  it('quotes the request that it answers, says what booking accepts, and keeps its subject', () => {
    const view = draw({ accepts: 3 })
    expect(readAloud(view.blocks.slice(0, 3)).split('\n')).toEqual([
      '*<@U0ADA00001> offers to mentor you*',
      'Shall we look at your first talk?',
      'Booking accepts all 3 of their offers to mentor.',
    ])
    expect(metadata(view)).toEqual({
      ...{ member: ids.ada, actorIs: 'mentee', origin: ids.request, moves: null },
      ...{ shown: null, shownMinutes: 30, picked: false, control: 'list', day: '2026-11-24' },
      ...{ warned: null, slotsFrom: null, revision: 0, otherRevision: 0, dayRevision: 0 },
      ...{ topic: null, place: null, minutes: null, replaces: null },
    })
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual([
      'Book a session',
      'Book',
      'Close',
    ])
  })

  it('quotes what people typed as they typed it, and nothing where nothing was', () => {
    const message = '*bold* <!channel> & <@U0BEN00002>'
    const asked = { origin: request({ kind: 'session_request', message }), actorIs: 'mentor' } as const
    const view = draw(asked)
    expect(readAloud(view.blocks[0])).toBe('*<@U0ADA00001> would like a session with you*')
    expect(view.blocks[1]).toMatchObject({
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: message }] }],
    })
    expect(draw({ origin: request({ message: ' ' }) }).blocks[1]?.type).toBe('context')
  })

  it('quotes only the beginning of a long message, which would push the times out of sight', () => {
    const [, quoted] = draw({ origin: request({ message: 'W'.repeat(1500) }) }).blocks
    expect(readAloud(quoted)).toMatch(/^W{390,400}…$/)
  })

  it('offers, when opened from an offer, a session request instead, but no switch of roles', () => {
    const buttons = buttonsOf(draw().blocks)
    expect(buttons.map(({ label }) => label)).toEqual(['Send a session request instead'])
    expect(requestTarget.decode(buttons[0]?.value)).toEqual({ request: ids.request })
    expect(readAloud(draw())).toContain('No time works? Ask for one instead. That accepts the offer too.')
  })

  it('says who is the mentor, and lets the roles be switched, when opened on a member', () => {
    const mentee = draw({ origin: null })
    expect(readAloud(mentee)).toContain("*<@U0ADA00001> is the mentor* and you're the mentee.")
    expect(labelsOf(mentee.blocks)).toEqual(['Switch roles'])
    expect(readAloud(draw(asMentor))).toContain("*You're the mentor* and <@U0BEN00002> is the mentee.")
    expect(labelsOf(draw(asMentor).blocks)).toEqual(['Switch roles', 'Any other time'])
  })

  it('has neither for a session request', () => {
    const asked = request({ kind: 'session_request' })
    expect(labelsOf(draw({ actorIs: 'mentor', origin: asked }).blocks)).toEqual(['Any other time'])
  })
})

describe('the free times of the booking modal', () => {
  it('are a day’s, which a date picker shows, in the reader’s zone with the other’s clock', () => {
    const view = draw({ day: dayOf([...slotsFrom(NINE, 1), ...slotsFrom(NOW + 39 * HOUR, 1)]) })
    expect(elementOf(view, 'day_')).toMatchObject({ type: 'datepicker', initial_date: '2026-11-24' })
    expect(input(view, 'day_')?.dispatch_action).toBe(true)
    expect(input(view, 'slot_')?.label.text).toBe('Free times on Tuesday 24 November, New York time')
    expect(elementOf(view, 'slot_')?.type).toBe('radio_buttons')
    expect(radios(view)).toEqual([
      '09:00–09:30 · 15:00 Berlin time',
      '20:00–20:30 · Wed 25 Nov, 02:00 Berlin time',
    ])
  })

  it('show a single clock if both clocks agree', () => {
    const { mentee } = options()
    expect(radios(draw({ mentor: { ...mentee, id: ids.ada, zone: 'America/Detroit' } }))[0]).toBe(
      '09:00–09:30',
    )
  })

  it('are marked where they are early or late for either', () => {
    const [usual, early, late] = slotsFrom(NINE, 3)
    if (!usual || !early || !late) throw new Error('no slots')
    const marked = [usual, { ...early, own: 'early' as const }, { ...late, other: 'late' as const }]
    expect(radios(draw({ day: dayOf(marked) }))).toEqual([
      '09:00–09:30 · 15:00 Berlin time',
      '09:30–10:00 · 15:30 Berlin time · Early for you',
      '10:00–10:30 · 16:00 Berlin time · Late for Ada Lovelace (Berlin)',
    ])
    const both = { ...late, own: 'early' as const, other: 'late' as const }
    expect(radios(draw({ day: dayOf([both]) }))[0]).toMatch('Early for you, late for Ada Lovelace')
  })

  it('are a menu where they are many, with the daytime of both first', () => {
    const odd = slotsFrom(NINE + 4 * HOUR, 2).map((slot) => ({ ...slot, other: 'late' as const }))
    const view = draw({ day: dayOf([...slotsFrom(NINE, 8), ...odd]) })
    expect(elementOf(view, 'slot_')?.type).toBe('static_select')
    expect(groups(view).map(([label, ...times]) => [label, times.length])).toEqual([
      ['Daytime for both of you', 8],
      ['Late for Ada Lovelace (Berlin)', 2],
    ])
    expect(elementOf(draw({ day: dayOf(slotsFrom(NINE, 9)) }), 'slot_')?.type).toBe('radio_buttons')
  })

  it('have buttons to the free days beside them', () => {
    const view = draw({ day: dayOf(slotsFrom(NINE, 1), { previous: '2026-11-23', next: '2026-12-02' }) })
    const buttons = buttonsOf(view.blocks).slice(0, 2)
    expect(buttons.map(({ label }) => label)).toEqual([
      'Previous free day: Mon 23 Nov',
      'Next free day: Wed 2 Dec',
    ])
    expect(buttons.map(({ value }) => dayTarget.decode(value))).toEqual([
      { day: '2026-11-23' },
      { day: '2026-12-02' },
    ])
  })

  it('that a day has none of are named, and so is what is out of reach', () => {
    const on = (date: string, changes: Partial<BookingOptions> = {}) =>
      readAloud(draw({ day: dayOf([], { date, next: '2026-11-25' }), ...changes }))
    expect(on('2026-11-24')).toContain('No free times on Tuesday 24 November.')
    expect(on('2026-11-24')).toContain('Next free day: Wed 25 Nov')
    expect(on('2026-11-20')).toContain('Friday 20 November is in the past.')
    expect(on('2027-01-02')).toContain('<@U0ADA00001> can be booked from Mon 23 Nov to Mon 21 Dec.')
    expect(on('2027-01-02', asMentor)).toContain(
      'Your hours can be booked from Mon 23 Nov to Mon 21 Dec. For Saturday 2 January 2027, press Any other time.',
    )
  })

  it('begin with the chosen one if that is on another day', () => {
    const chosen = NINE + 3 * DAY
    const view = draw({}, { chosen })
    expect(radios(view)[0]).toBe('Your choice: Fri 27 Nov, 09:00–09:30')
    expect(slotChoice.decode(elementOf(view, 'slot_')?.initial_option?.value)).toEqual({ startsAt: chosen })
    expect(metadata(view)?.shown).toBe(chosen)
    const many = draw({ day: dayOf(slotsFrom(NINE, 12)) }, { chosen })
    expect(groups(many)[0]).toEqual(['Your choice', 'Your choice: Fri 27 Nov, 09:00–09:30'])
    const empty = draw({ day: dayOf([], { next: '2026-11-25' }) }, { chosen })
    expect(radios(empty)).toEqual(['Your choice: Fri 27 Nov, 09:00–09:30'])
  })

  it('show the chosen one to both, each in their own zone', () => {
    expect(readAloud(draw())).toContain('Pick a time to see it in both time zones.')
    const view = draw({}, { chosen: NINE })
    expect(readAloud(view)).toContain(
      '*Tue 24 Nov, 09:00–09:30*, New York time\nTue 24 Nov, 15:00–15:30, Berlin time, for <@U0ADA00001>',
    )
    expect(readAloud(view)).not.toContain('to see it in both')
    expect(slotChoice.decode(elementOf(view, 'slot_')?.initial_option?.value)).toEqual({ startsAt: NINE })
  })

  it('are redrawn under a new id, so that Slack forgets a choice that is gone', () => {
    expect(inputIds(draw({}, { revision: 1, dayRevision: 4 }))).toEqual(['day_4', 'slot_1', 'topic'])
  })
})

describe('what a mentor can choose besides', () => {
  it('is any other time, whose picker takes the place of the list', () => {
    const otherTime = NOW + 50 * HOUR + 10 * MINUTE
    const view = draw(asMentor, { control: 'picker', chosen: otherTime, isPicked: true, otherRevision: 2 })
    expect(inputIds(view)).toEqual(['other_time_2', 'length', 'place', 'topic'])
    expect(elementOf(view, 'other_time')).toMatchObject({
      type: 'datetimepicker',
      initial_date_time: otherTime / 1000,
    })
    expect(labelsOf(view.blocks)).toContain('Back to free times')
    expect(readAloud(view)).toContain('*Wed 25 Nov, 13:10–13:40*, Berlin time')
    const back = draw(asMentor, { chosen: otherTime, isPicked: true })
    expect(radios(back)[0]).toBe('Your choice: Wed 25 Nov, 13:10–13:40')
    expect(metadata(back)).toMatchObject({ shown: otherTime, picked: true, control: 'list' })
  })

  it('is the length and the place of this one session', () => {
    const { availability } = options()
    const set = { ...availability, sessionMinutes: 90, location: 'https://meet.example.com/ada' }
    const view = draw({ ...asMentor, availability: set, usualMinutes: 50 }, { chosen: NINE })
    const length = elementOf(view, 'length')
    expect(length?.options?.map(({ text }) => text.text)).toEqual([
      ...['15 minutes', '30 minutes', '45 minutes', '50 minutes', '1 hour', '1.5 hours', '2 hours'],
      ...['3 hours', '4 hours'],
    ])
    expect(lengthChoice.decode(length?.initial_option?.value)).toEqual({ minutes: 90 })
    expect(elementOf(view, 'place')).toMatchObject({ initial_value: set.location, max_length: 300 })
    expect(elementOf(draw(asMentor, { place: '' }), 'place')).not.toHaveProperty('initial_value')
    expect(readAloud(view)).toContain('*Tue 24 Nov, 15:00–16:30*, Berlin time')
    expect(metadata(view)?.shownMinutes).toBe(90)
  })

  it('is no business of a mentee’s', () => {
    expect(inputIds(draw())).toEqual(['day_0', 'slot_0', 'topic'])
  })

  it('is kept while it is not drawn', () => {
    const view = draw({ origin: null }, { place: 'the roof' })
    expect(metadata(view)).toMatchObject({ place: 'the roof', topic: null })
    const none = draw({ origin: null, day: dayOf([], { date: null }) }, { topic: 'Talks' })
    expect(metadata(none)).toMatchObject({ topic: 'Talks' })
  })
})

describe('a booking modal without a free time', () => {
  const none = dayOf([], { date: null })

  it('tells a mentee to send a session request, and cannot be submitted', () => {
    const view = draw({ day: none })
    expect(readAloud(view)).toContain(
      '*<@U0ADA00001> has no free time in the next 4 weeks.* Send them a session request instead: they can pick any time.',
    )
    expect(labelsOf(view.blocks)).toEqual(['Send a session request instead'])
    expect(view.submit).toBeUndefined()
  })

  it('does so without an offer as well', () => {
    const view = draw({ day: none, origin: null })
    expect(labelsOf(view.blocks)).toEqual(['Switch roles', 'Send a session request instead'])
  })

  it('lets a mentor pick any', () => {
    const view = draw({ ...asMentor, day: none })
    expect(readAloud(view)).toContain('*You have no free hours in the next 4 weeks.* Pick any time instead:')
    expect(inputIds(view)).toEqual(['other_time_0', 'length', 'place', 'topic'])
    expect(labelsOf(view.blocks)).toEqual(['Switch roles'])
    expect(view.submit?.text).toBe('Book')
  })
})

describe('a modal that moves a session', () => {
  it('shows its time, the length to a mentor only, and no topic', () => {
    const mentee = draw({ moves: session(), origin: null })
    expect(readAloud(mentee)).toContain('Your session with <@U0ADA00001> is booked for:')
    expect(readAloud(mentee)).toContain("I'll tell <@U0ADA00001> the new time.")
    expect(inputIds(mentee)).toEqual(['day_0', 'slot_0'])
    expect([mentee.title.text, mentee.submit?.text]).toEqual(['Reschedule', 'Reschedule'])
    expect(inputIds(draw({ moves: session(), ...asMentor }))).toEqual(['day_0', 'slot_0', 'length'])
  })
})

describe('what the booking modal tells after a submission', () => {
  const first = (view: ModalView) => readAloud(view.blocks[0])

  it('a time that was taken, with what was typed kept', () => {
    const view = draw({}, { topic: 'Talks', revision: 1 }, 'mentor_busy')
    expect(first(view)).toContain('That time was just taken.')
    expect(inputs(view).at(-1)?.element).toMatchObject({ initial_value: 'Talks' })
  })

  it('an odd hour for the mentee, which a second press confirms', () => {
    const warned = NOW + 26 * HOUR
    const view = draw(asMentor, { chosen: warned, warned }, 'outside_waking_hours')
    expect(first(view)).toBe(
      ":warning: *That's 07:00 on Tuesday for <@U0BEN00002> (New York), outside 08:00–20:00.* Pick another time, or book it anyway.",
    )
    expect(view.submit?.text).toBe('Book anyway')
    expect(metadata(view)?.warned).toBe(warned)
  })

  it('no odd hour once another time is chosen, which is then not confirmed', () => {
    const warned = NOW + 26 * HOUR
    const view = draw(asMentor, { chosen: NINE, warned })
    expect(view.submit?.text).toBe('Book')
    expect(metadata(view)).toMatchObject({ shown: NINE, warned: null })
    const again = draw(asMentor, { chosen: warned, warned })
    expect(again.submit?.text).toBe('Book anyway')
    expect(first(again)).toContain('07:00')
  })
})
