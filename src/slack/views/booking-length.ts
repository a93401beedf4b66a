import type { InputBlock } from '@slack/types'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import { actionIds, blockIds, lengthChoice } from '../ids.ts'
import { limits } from '../limits.ts'
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
