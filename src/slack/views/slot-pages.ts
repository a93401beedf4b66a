import type { InputBlock, KnownBlock } from '@slack/types'
import { groupByDay } from '../../domain/slots.ts'
import type { Instant, Interval, PlainDate } from '../../domain/time.ts'
import { dayLabel } from '../../domain/time-in-words.ts'
import { dateIn, isWithinWakingHours } from '../../domain/wall-time.ts'
import type { Zone } from '../../domain/zone.ts'
import { actionIds, blockIds, slotChoice, slotsPage } from '../ids.ts'
import { limits } from '../limits.ts'
import { labels } from '../text/labels.ts'
import { bookingWords, slotText } from '../text/sessions.ts'
import { actions, button, option, plainText } from './blocks.ts'

export type SlotList = {
  /** In the order in which they are offered: soonest first; for a mentor the odd hours after all others. */
  slots: readonly Interval[]
  actorIs: 'mentor' | 'mentee'
  own: Zone
  other: Zone
  chosen: Instant | null
  /** Start of the first slot on the page; where that one is gone, the next one. */
  from: Instant | null
  revision: number
  now: Instant
}

const PAGE = limits.options

/** The free times to choose from, in the reader's zone and with the other's clock, and buttons to further ones. */
export const slotInput = (list: SlotList): KnownBlock[] => {
  const begin = beginOf(list)
  const groups = groupsOf(list.slots.slice(begin, begin + PAGE), list)
  const initial = groups
    .flatMap(({ options }) => options)
    .find(({ value }) => list.chosen !== null && value === slotChoice.encode({ startsAt: list.chosen }))
  const input: InputBlock = {
    type: 'input',
    block_id: blockIds.slot(list.revision),
    dispatch_action: true,
    optional: list.actorIs === 'mentor',
    label: plainText(bookingWords.slotLabel(list.actorIs, list.own), limits.label),
    element: {
      type: 'static_select',
      action_id: actionIds.pickSlot,
      placeholder: plainText(bookingWords.slotPlaceholder, limits.placeholder),
      option_groups: groups,
      ...(initial && { initial_option: initial }),
    },
  }
  return [input, ...pageButtons(list, begin)]
}

const beginOf = ({ slots, from }: SlotList): number => {
  if (from === null) return 0
  const exact = slots.findIndex(({ start }) => start === from)
  return exact >= 0
    ? exact
    : Math.max(
        0,
        slots.findIndex(({ start }) => start > from),
      )
}

const pageButtons = ({ slots }: SlotList, begin: number): KnownBlock[] => {
  const later = slots[begin + PAGE]
  const earlier = begin > PAGE ? (slots[begin - PAGE]?.start ?? null) : null
  return actions(
    ...(begin > 0
      ? [
          button(labels.earlierTimes, actionIds.pageSlotsBack, {
            value: slotsPage.encode({ from: earlier }),
          }),
        ]
      : []),
    ...(later
      ? [button(labels.laterTimes, actionIds.pageSlots, { value: slotsPage.encode({ from: later.start }) })]
      : []),
  )
}

const groupsOf = (page: readonly Interval[], list: SlotList) => {
  const { actorIs, own, other, now } = list
  const odd = actorIs === 'mentor' ? page.filter((slot) => !isWithinWakingHours(slot, other)) : []
  const usual = odd.length > 0 ? page.filter((slot) => isWithinWakingHours(slot, other)) : page
  const day = (date: PlainDate) => dayLabel(date, dateIn(now, own))
  const group = (sorted: readonly Interval[], name: (date: PlainDate) => string) =>
    groupByDay(sorted, own).map(({ date, slots }) => ({
      label: plainText(name(date), limits.optionText),
      options: slots.map((slot) =>
        option(slotText(slot, own, other), slotChoice.encode({ startsAt: slot.start })),
      ),
    }))
  return [...group(usual, day), ...group(odd, (date) => bookingWords.oddHours(day(date)))]
}
