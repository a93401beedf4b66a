import type { InputBlock, ModalView, StaticSelect } from '@slack/types'
import {
  AVAILABILITY_BOUNDS,
  type Availability,
  MAX_LOCATION_LENGTH,
} from '../../domain/availability/availability.ts'
import { printDaysOff } from '../../domain/availability/typed-days-off.ts'
import { printHours } from '../../domain/availability/typed-hours.ts'
import { dateIn } from '../../domain/time/local-time.ts'
import { type HourRange, type Instant, WEEKDAYS, type Weekday } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { OwnAvailability } from '../../service/availability/own-availability.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { context, header, option, plainText, stack } from './blocks.ts'
import { calendarBlocks } from './calendar-rows.ts'
import { input, numberField, textField, ticks } from './inputs.ts'
import { modal } from './modal.ts'

const { bufferBeforeMinutes, bufferAfterMinutes, weeklyCap } = AVAILABILITY_BOUNDS

/** What the menus offer, in minutes, hours and days. A value that was saved before, or is rarer, is offered as well. */
const CHOICES = {
  sessionMinutes: [15, 20, 25, 30, 45, 60, 75, 90, 120],
  leadHours: [0, 1, 2, 4, 8, 12, 24, 48, 72, 168, 336],
  horizonDays: [1, 2, 3, 4, 6, 8, 12, 26, 52].map((weeks) => weeks * 7),
} as const

/** The form where a mentor says when they can be booked, filled with the current values. */
export const availabilityModal = (
  words: Words,
  { availability, isSet, calendars, now }: Omit<OwnAvailability, 'outcome'>,
): ModalView => {
  const form = words.availabilityForm
  return modal(words, {
    callback_id: callbackIds.availabilityModal,
    title: words.modals.availabilityTitle,
    submit: words.modals.save,
    blocks: stack(
      pauseInput(words, availability.paused),
      header(form.hours),
      context(isSet ? form.hoursMore : `${form.notSet} ${form.hoursMore}`),
      zoneInput(words, availability.zone, now),
      WEEKDAYS.map((day) => dayInput(words, day, availability.weekly[day])),
      daysOffInput(words, availability, now),
      calendarBlocks(words, calendars),
      header(form.sessions),
      sessionInputs(words, availability),
      input(
        blockIds.location,
        form.location,
        textField(actionIds.typeAvailability, { max: MAX_LOCATION_LENGTH }, availability.location),
        {
          optional: true,
          hint: form.locationHint,
        },
      ),
    ),
  })
}

const dayInput = (words: Words, day: Weekday, ranges: readonly HourRange[]) =>
  input(
    blockIds.hours(day),
    words.weekdays[day],
    textField(
      actionIds.typeAvailability,
      { max: MOST_TYPED, placeholder: words.availabilityForm.hoursPlaceholder },
      printHours(ranges),
    ),
    { optional: true },
  )

const sessionInputs = (words: Words, availability: Availability): InputBlock[] => {
  const form = words.availabilityForm
  return [
    input(
      blockIds.sessionMinutes,
      form.sessionMinutes,
      select(CHOICES.sessionMinutes, availability.sessionMinutes, words.minutesOption),
    ),
    input(
      blockIds.leadHours,
      form.lead,
      select(CHOICES.leadHours, availability.leadMinutes / 60, words.leadOption),
    ),
    input(
      blockIds.horizonDays,
      form.horizonDays,
      select(CHOICES.horizonDays, availability.horizonDays, words.horizonOption),
    ),
    input(
      blockIds.bufferBeforeMinutes,
      form.bufferBeforeMinutes,
      number(bufferBeforeMinutes, availability.bufferBeforeMinutes),
    ),
    input(
      blockIds.bufferAfterMinutes,
      form.bufferAfterMinutes,
      number(bufferAfterMinutes, availability.bufferAfterMinutes),
    ),
    input(blockIds.weeklyCap, form.weeklyCap, number(weeklyCap, availability.weeklyCap), {
      optional: true,
      hint: form.weeklyCapHint,
    }),
  ]
}

const daysOffInput = (words: Words, { daysOff, zone }: Availability, now: Instant) => {
  const today = dateIn(now, zone)
  const ahead = printDaysOff(daysOff.filter(({ to }) => to >= today))
  return input(
    blockIds.daysOff,
    words.availabilityForm.daysOff,
    textField(actionIds.typeAvailability, { max: MOST_TYPED, multiline: true }, ahead),
    { optional: true, hint: words.availabilityForm.daysOffHint },
  )
}

/** The most Slack's text inputs hold: more than twelve ranges a day or a hundred days off need. */
const MOST_TYPED = 3000

const number = (bounds: { min: number; max: number }, initial: number | null) =>
  numberField(actionIds.typeAvailability, bounds, initial)

/** @param current stays among the choices even if it is none of them */
const select = (
  choices: readonly number[],
  current: number,
  label: (choice: number) => string,
): StaticSelect => {
  const offered = [...new Set([...choices, current])].sort((a, b) => a - b)
  const one = (choice: number) => option(label(choice), String(choice))
  return {
    type: 'static_select',
    action_id: actionIds.typeAvailability,
    options: offered.map(one),
    initial_option: one(current),
  }
}

const zoneInput = (words: Words, zone: Zone, now: number): InputBlock =>
  input(blockIds.zone, words.availabilityForm.zone, {
    type: 'external_select',
    action_id: actionIds.findZone,
    min_query_length: 1,
    placeholder: plainText(words.availabilityForm.zonePlaceholder, limits.placeholder),
    initial_option: option(words.zoneOption(zone, now), zone),
  })

const pauseInput = ({ availabilityForm: form }: Words, isOn: boolean): InputBlock =>
  input(
    blockIds.pause,
    form.pause,
    ticks(actionIds.typeAvailability, [{ value: 'paused', text: form.paused, more: form.pausedMore, isOn }]),
    { optional: true },
  )
