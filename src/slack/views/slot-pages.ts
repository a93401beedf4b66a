import type { InputBlock, KnownBlock } from '@slack/types'
import type { PageStart, Slot } from '../../domain/availability/slot-page.ts'
import { groupByDay } from '../../domain/availability/slots.ts'
import type { PlainDate } from '../../domain/time/time.ts'
import { dateIn } from '../../domain/time/wall-time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import { actionIds, blockIds, slotChoice, slotsPage } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, option, plainText } from './blocks.ts'

type Times = Pick<BookingOptions, 'slots' | 'pages' | 'chosen' | 'actorIs' | 'now'>
type Shown = { own: Zone; other: Zone; revision: number }

/**
 * A page of free times to choose from, in the reader's zone with the other's clock beside it, and buttons to more. A time
 * chosen on another page is shown at the top of this one.
 */
export const slotInput = (words: Words, times: Times, shown: Shown): KnownBlock[] => {
  const { slots, pages, chosen, actorIs, now } = times
  const { own, other, revision } = shown
  const choice = (slot: Slot) =>
    option(words.slotText(slot, own, other), slotChoice.encode({ startsAt: slot.start }))
  const day = (date: PlainDate) => words.dayLabel(date, dateIn(now, own))
  const group = (sorted: readonly Slot[], name: (date: PlainDate) => string) =>
    groupByDay(sorted, own).map(({ date, slots: ofDay }) => ({
      label: plainText(name(date), limits.optionText),
      options: ofDay.map(choice),
    }))

  const kept = chosen?.kind === 'free' ? chosen.slot : undefined
  const isElsewhere = kept && !slots.some(({ start }) => start === kept.start)
  const input: InputBlock = {
    type: 'input',
    block_id: blockIds.slot(revision),
    dispatch_action: true,
    optional: actorIs === 'mentor',
    label: plainText(words.booking.slotLabel(actorIs, own), limits.label),
    element: {
      type: 'static_select',
      action_id: actionIds.pickSlot,
      placeholder: plainText(words.booking.slotPlaceholder, limits.placeholder),
      option_groups: [
        ...(isElsewhere ? group([kept], (date) => words.booking.chosenBefore(day(date), kept.isOdd)) : []),
        ...group(
          slots.filter(({ isOdd }) => !isOdd),
          day,
        ),
        ...group(
          slots.filter(({ isOdd }) => isOdd),
          (date) => words.booking.oddHours(day(date)),
        ),
      ],
      ...(kept && { initial_option: choice(kept) }),
    },
  }
  return [input, ...pageButtons(words, pages)]
}

const pageButtons = (words: Words, { earlier, later }: Times['pages']): KnownBlock[] => {
  const to = (from: PageStart) => ({ value: slotsPage.encode({ from }) })
  return actions(
    ...(earlier === undefined
      ? []
      : [button(words.labels.earlierTimes, actionIds.pageSlotsBack, to(earlier))]),
    ...(later === undefined ? [] : [button(words.labels.laterTimes, actionIds.pageSlots, to(later))]),
  )
}
