import type { InputBlock } from '@slack/types'
import { MAX_LOCATION_LENGTH } from '../../domain/availability/availability.ts'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import { actionIds, blockIds, lengthChoice } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { option, plainText } from './blocks.ts'

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]

/** How long this one session is to be. */
export const lengthInput = (words: Words, { availability, usualMinutes }: BookingOptions): InputBlock => {
  const choice = (minutes: number) => option(words.booking.length(minutes), lengthChoice.encode({ minutes }))
  const { sessionMinutes } = availability
  const lengths = [...new Set([...LENGTHS, usualMinutes, sessionMinutes])].sort((a, b) => a - b)
  return {
    type: 'input',
    block_id: blockIds.length,
    dispatch_action: true,
    label: plainText(words.booking.lengthLabel, limits.label),
    element: {
      type: 'static_select',
      action_id: actionIds.pickLength,
      options: lengths.map(choice),
      initial_option: choice(sessionMinutes),
    },
  }
}

const textInput = (
  block: string,
  action: string,
  given: { label: string; placeholder: string; max: number; text: string },
): InputBlock => ({
  type: 'input',
  block_id: block,
  optional: true,
  label: plainText(given.label, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: action,
    max_length: given.max,
    placeholder: plainText(given.placeholder, limits.placeholder),
    ...(given.text !== '' && { initial_value: clip(given.text, given.max) }),
  },
})

export const placeInput = ({ booking }: Words, text: string): InputBlock =>
  textInput(blockIds.place, actionIds.editPlace, {
    label: booking.placeLabel,
    placeholder: booking.placePlaceholder,
    max: MAX_LOCATION_LENGTH,
    text,
  })

export const topicInput = ({ booking }: Words, text: string): InputBlock =>
  textInput(blockIds.topic, actionIds.editTopic, {
    label: booking.topicLabel,
    placeholder: booking.topicPlaceholder,
    max: TOPIC_LIMIT,
    text,
  })
