import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types'
import { isOdd, isUnchecked, type Slot } from '../../domain/availability/slot-day.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import { type Instant, type Interval, MINUTE, type PlainDate } from '../../domain/time/time.ts'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import { actionIds, blockIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { dayTarget, slotChoice } from '../values.ts'
import { actions, button, context, option, plainText, section, stack } from './blocks.ts'
import type { BookingDraft, TimeControl } from './booking-draft.ts'

/** Slack draws up to 10 radio buttons; one is kept for a time that was chosen on another day. */
const MOST_RADIOS = 9

/** The member who books or moves, and the other. */
export const sidesOf = ({ actorIs, mentor, mentee }: BookingOptions) =>
  actorIs === 'mentor' ? { own: mentor, other: mentee } : { own: mentee, other: mentor }

export const hasFreeTimes = ({ day }: BookingOptions): boolean =>
  day.slots.length > 0 || day.previous !== undefined || day.next !== undefined

/** A mentor without any free time has only the picker. */
export const controlOf = (options: BookingOptions, { control, chosen }: BookingDraft): TimeControl =>
  options.actorIs === 'mentor' && !hasFreeTimes(options) && chosen === null ? 'picker' : control

/** A day and its free times, or the picker of any time, and what was chosen by the clocks of both. */
export const timesBlocks = (words: Words, options: BookingOptions, draft: BookingDraft): KnownBlock[] => {
  const { own, other } = sidesOf(options)
  const { actorIs, availability, moves } = options
  const { chosen } = draft
  const isFree = hasFreeTimes(options)
  const none =
    !isFree && section(words.booking.noSlots(actorIs, other.id, availability.horizonDays, moves !== null))
  if (!isFree && actorIs === 'mentee' && chosen === null) return stack(none)
  const control = controlOf(options, draft)
  const time = chosen === null ? null : timeAt(options, chosen)
  return stack(
    none,
    control === 'picker' ? freely(words, draft, isFree) : listed(words, options, draft),
    time ? section(words.booking.chosen(time, own.zone, other, moves !== null)) : context(words.booking.none),
  )
}

const timeAt = ({ availability }: BookingOptions, start: Instant): Interval => ({
  start,
  end: start + availability.sessionMinutes * MINUTE,
})

const freely = (words: Words, { chosen, otherRevision }: BookingDraft, isFree: boolean): KnownBlock[] =>
  stack(
    {
      type: 'input',
      block_id: blockIds.otherTime(otherRevision),
      dispatch_action: true,
      label: plainText(words.booking.otherTimeLabel, limits.label),
      hint: plainText(words.booking.otherTimeHint, limits.label),
      element: {
        type: 'datetimepicker',
        action_id: actionIds.pickOtherTime,
        ...(chosen !== null && { initial_date_time: Math.floor(chosen / 1000) }),
      },
    },
    isFree && actions(button(words.booking.freeTimes, actionIds.freeTimes)),
  )

const listed = (words: Words, options: BookingOptions, draft: BookingDraft): KnownBlock[] => {
  const { own, other } = sidesOf(options)
  const { day, actorIs, now } = options
  const today = dateIn(now, own.zone)
  const isWithin = day.date !== null && day.reach.from <= day.date && day.date <= day.reach.to
  const to = (label: string, action: string, target: PlainDate) =>
    button(label, action, { value: dayTarget.encode({ day: target }) })
  return stack(
    day.date !== null && dayInput(words, day.date, draft.dayRevision),
    day.date !== null &&
      day.slots.length === 0 &&
      section(
        isWithin
          ? words.booking.noTimesOn(day.date, today)
          : words.booking.outOfReach(actorIs, other.id, day.date, { ...day.reach, today }),
      ),
    slotInput(words, options, draft),
    actions(
      ...(day.previous === undefined
        ? []
        : [to(words.booking.previousDay(day.previous), actionIds.previousDay, day.previous)]),
      ...(day.next === undefined ? [] : [to(words.booking.nextDay(day.next), actionIds.nextDay, day.next)]),
      ...(actorIs === 'mentor' ? [button(words.booking.otherTime, actionIds.anyOtherTime)] : []),
    ),
  )
}

const dayInput = (words: Words, date: PlainDate, revision: number): InputBlock => ({
  type: 'input',
  block_id: blockIds.day(revision),
  dispatch_action: true,
  label: plainText(words.booking.dayLabel, limits.label),
  element: { type: 'datepicker', action_id: actionIds.pickDay, initial_date: date },
})

/**
 * The day's free times: those in the daytime of both, then the others with what they are. A time chosen on another day,
 * or freely, comes first.
 */
const slotInput = (
  words: Words,
  options: BookingOptions,
  { chosen, revision }: BookingDraft,
): InputBlock | undefined => {
  const { own, other } = sidesOf(options)
  const { day, now } = options
  const isListed = day.slots.some(({ start }) => start === chosen)
  const kept = chosen === null || isListed ? null : timeAt(options, chosen)
  if (day.slots.length === 0 && kept === null) return undefined
  const valueAt = (slot: Interval) => slotChoice.encode({ startsAt: slot.start })
  const choice = (slot: Slot) => option(words.slotText(slot, own.zone, other.zone), valueAt(slot))
  const keptChoice = kept && option(words.booking.keptChoice(kept, own.zone), valueAt(kept))
  const chosenSlot = day.slots.find(({ start }) => start === chosen)
  const initial = keptChoice ?? (chosenSlot && choice(chosenSlot))
  const heading = (slot: Slot) => words.slotMark(slot, other, marks(options))
  const drawn = day.slots.length <= MOST_RADIOS ? radios : select
  const label =
    day.date === null || day.slots.length === 0
      ? words.booking.timeLabel
      : words.booking.slotLabel(day.date, dateIn(now, own.zone), own.zone)
  return {
    type: 'input',
    block_id: blockIds.slot(revision),
    dispatch_action: true,
    label: plainText(label, limits.label),
    element: drawn(words, { slots: day.slots, choice, heading, keptChoice, initial }),
  }
}

const isMarked = (slot: Slot) => isOdd(slot) || isUnchecked(slot)

/** Of the one who looks and of the other: when their calendars were last read. */
const marks = (options: BookingOptions) => {
  const { actorIs, checkedAt } = options
  const { own } = sidesOf(options)
  return { actorIs, checkedAt, zone: own.zone, now: options.now }
}

type Choices = {
  slots: readonly Slot[]
  choice(slot: Slot): PlainTextOption
  heading(slot: Slot): string
  keptChoice: PlainTextOption | null
  initial: PlainTextOption | undefined
}

const radios = (_: Words, { slots, choice, heading, keptChoice, initial }: Choices) => {
  const marked = (slot: Slot): PlainTextOption => ({
    ...choice(slot),
    ...(isMarked(slot) && { description: plainText(heading(slot), limits.optionText) }),
  })
  const options = [...(keptChoice ? [keptChoice] : []), ...slots.map(marked)]
  const held = options.find(({ value }) => value === initial?.value)
  return {
    type: 'radio_buttons' as const,
    action_id: actionIds.pickTime,
    options,
    ...(held && { initial_option: held }),
  }
}

const select = (words: Words, { slots, choice, heading, keptChoice, initial }: Choices) => {
  const groups = new Map<string, PlainTextOption[]>()
  const put = (label: string, one: PlainTextOption) => groups.set(label, [...(groups.get(label) ?? []), one])
  if (keptChoice) put(words.booking.otherChoice, keptChoice)
  for (const slot of slots) put(isMarked(slot) ? heading(slot) : words.booking.daytime, choice(slot))
  return {
    type: 'static_select' as const,
    action_id: actionIds.pickSlot,
    placeholder: plainText(words.booking.slotPlaceholder, limits.placeholder),
    option_groups: [...groups].map(([label, options]) => ({
      label: plainText(label, limits.optionText),
      options,
    })),
    ...(initial && { initial_option: initial }),
  }
}
