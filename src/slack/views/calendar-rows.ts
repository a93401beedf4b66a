import type { Button, KnownBlock } from '@slack/types'
import type { CalendarSource } from '../../domain/calendars/reading.ts'
import type { OwnCalendars } from '../../service/calendars/own-calendars.ts'
import { calendarChoice } from '../calendar-values.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, header, overflow, section, stack } from './blocks.ts'

/** Each calendar with what can be done about it, and a button to connect one, under a heading; nothing where none can be. */
export const calendarBlocks = (words: Words, { sources, canConnect }: OwnCalendars): KnownBlock[] => {
  const { outsideCalendars: said } = words
  if (sources.length === 0 && !canConnect) return []
  return stack(
    header(said.heading),
    sources.length === 0 && context(said.none),
    sources.map((source) => calendarRow(words, source)),
    canConnect && actions(button(said.connect, actionIds.connectCalendar)),
  )
}

/** On Home, beside the availability's own buttons. */
export const calendarsButtons = (words: Words, { sources, canConnect }: OwnCalendars): Button[] => {
  const { outsideCalendars: said } = words
  if (sources.length > 0) return [button(said.listTitle, actionIds.showCalendars)]
  return canConnect ? [button(said.connect, actionIds.connectCalendar)] : []
}

export const calendarRow = (words: Words, source: CalendarSource) =>
  section(
    words.calendarLine(source),
    overflow(actionIds.calendarMenu, [
      {
        text: words.outsideCalendars.checkNow,
        value: calendarChoice.encode({ source: source.id, choose: 'check' }),
      },
      {
        text: words.outsideCalendars.disconnect,
        value: calendarChoice.encode({ source: source.id, choose: 'disconnect' }),
      },
    ]),
  )
