import type { InputBlock, StaticSelect } from '@slack/types'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import { actionIds, blockIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { lengthChoice } from '../values.ts'
import { option } from './blocks.ts'
import { input } from './inputs.ts'

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]

/** Lengths of a session. @param chosen is offered too, as are `others` */
export const lengthMenu = (
  { booking }: Words,
  actionId: string,
  chosen: number,
  others: readonly number[] = [],
): StaticSelect => {
  const choice = (minutes: number) => option(booking.length(minutes), lengthChoice.encode({ minutes }))
  const lengths = [...new Set([...LENGTHS, ...others, chosen])].sort((a, b) => a - b)
  return {
    type: 'static_select',
    action_id: actionId,
    options: lengths.map(choice),
    initial_option: choice(chosen),
  }
}

/** How long this one session is to be. */
export const lengthInput = (words: Words, { availability, usualMinutes }: BookingOptions): InputBlock =>
  input(
    blockIds.length,
    words.booking.lengthLabel,
    lengthMenu(words, actionIds.pickLength, availability.sessionMinutes, [usualMinutes]),
    { asks: true },
  )
