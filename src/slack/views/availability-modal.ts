import type { InputBlock, ModalView, NumberInput, PlainTextInput } from '@slack/types'
import { AVAILABILITY_BOUNDS, MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { printDaysOff } from '../../domain/availability/typed-days-off.ts'
import { printHours } from '../../domain/availability/typed-hours.ts'
import { WEEKDAYS } from '../../domain/time/time.ts'
import { dateIn } from '../../domain/time/wall-time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { OwnAvailability } from '../../service/availability/own-availability.ts'
import { actionIds, blockIds, callbackIds } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { context, option, plainText, section, stack } from './blocks.ts'
import { modal } from './modal.ts'

const { sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes, horizonDays, weeklyCap } =
  AVAILABILITY_BOUNDS

const inHours = ({ min, max }: { min: number; max: number }) => ({ min: min / 60, max: max / 60 })

/** The form where a mentor says when they can be booked, filled with the current values. */
export const availabilityModal = (
  words: Words,
  { availability, isSet, now }: Omit<OwnAvailability, 'outcome'>,
): ModalView => {
  const today = dateIn(now, availability.zone)
  const { weekly, daysOff, location } = availability
  return modal(words, {
    callback_id: callbackIds.availabilityModal,
    title: words.modals.availabilityTitle,
    submit: words.modals.save,
    blocks: stack(
      section(words.availabilityForm.intro),
      !isSet && context(words.availabilityForm.notSet),
      zoneInput(words, availability.zone, now),
      WEEKDAYS.map((day) =>
        input(
          blockIds.hours(day),
          words.weekdays[day],
          text(
            { max: MOST_TYPED, placeholder: words.availabilityForm.hoursPlaceholder },
            printHours(weekly[day]),
          ),
          { optional: true },
        ),
      ),
      input(
        blockIds.sessionMinutes,
        words.availabilityForm.sessionMinutes,
        number(sessionMinutes, availability.sessionMinutes),
      ),
      input(
        blockIds.bufferBeforeMinutes,
        words.availabilityForm.bufferBeforeMinutes,
        number(bufferBeforeMinutes, availability.bufferBeforeMinutes),
      ),
      input(
        blockIds.bufferAfterMinutes,
        words.availabilityForm.bufferAfterMinutes,
        number(bufferAfterMinutes, availability.bufferAfterMinutes),
      ),
      input(blockIds.noticeHours, words.availabilityForm.notice, {
        ...number(inHours(noticeMinutes), availability.noticeMinutes / 60),
        is_decimal_allowed: true,
      }),
      input(
        blockIds.horizonDays,
        words.availabilityForm.horizonDays,
        number(horizonDays, availability.horizonDays),
      ),
      input(blockIds.weeklyCap, words.availabilityForm.weeklyCap, number(weeklyCap, availability.weeklyCap), {
        optional: true,
        hint: words.availabilityForm.weeklyCapHint,
      }),
      input(
        blockIds.daysOff,
        words.availabilityForm.daysOff,
        {
          ...text({ max: MOST_TYPED }, printDaysOff(daysOff.filter(({ to }) => to >= today))),
          multiline: true,
        },
        { optional: true, hint: words.availabilityForm.daysOffHint },
      ),
      input(
        blockIds.location,
        words.availabilityForm.location,
        text({ max: MAX_LOCATION_LENGTH }, location),
        {
          optional: true,
          hint: words.availabilityForm.locationHint,
        },
      ),
      pauseInput(words, availability.paused),
    ),
  })
}

/** The most Slack's text inputs hold: more than twelve ranges a day or a hundred days off need. */
const MOST_TYPED = 3000

const input = (
  blockId: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, hint }: { optional?: boolean; hint?: string } = {},
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plainText(label, limits.label),
  element,
  ...(optional && { optional }),
  ...(hint && { hint: plainText(hint, limits.label) }),
})

const text = (
  { max, placeholder }: { max: number; placeholder?: string },
  initial: string,
): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: actionIds.typeAvailability,
  max_length: max,
  ...(placeholder && { placeholder: plainText(placeholder, limits.placeholder) }),
  ...(initial !== '' && { initial_value: clip(initial, max) }),
})

const number = ({ min, max }: { min: number; max: number }, initial: number | null): NumberInput => ({
  type: 'number_input',
  action_id: actionIds.typeAvailability,
  is_decimal_allowed: false,
  min_value: String(min),
  max_value: String(max),
  ...(initial !== null && { initial_value: String(initial) }),
})

const zoneInput = (words: Words, zone: Zone, now: number): InputBlock =>
  input(blockIds.zone, words.availabilityForm.zone, {
    type: 'external_select',
    action_id: actionIds.findZone,
    min_query_length: 1,
    placeholder: plainText(words.availabilityForm.zonePlaceholder, limits.placeholder),
    initial_option: option(words.zoneOption(zone, now), zone),
  })

const pauseInput = (words: Words, paused: boolean): InputBlock => {
  const choice = {
    ...option(words.availabilityForm.paused, PAUSED),
    description: plainText(words.availabilityForm.pausedMore, limits.optionText),
  }
  return input(
    blockIds.pause,
    words.availabilityForm.pause,
    {
      type: 'checkboxes',
      action_id: actionIds.typeAvailability,
      options: [choice],
      ...(paused && { initial_options: [choice] }),
    },
    { optional: true },
  )
}

/** The checkbox's only value. */
const PAUSED = 'paused'
