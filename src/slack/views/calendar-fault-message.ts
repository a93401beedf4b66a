import type { CalendarProvider, CalendarSource } from '../../domain/calendars/reading.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, section, stack } from './blocks.ts'
import { calendarRow } from './calendar-rows.ts'
import { type Message, message } from './message.ts'

export const calendarFaultMessage = (words: Words, source: CalendarSource): Message =>
  message(
    stack(
      section(words.calendarFaultMessage(source)),
      calendarRow(words, source),
      source.fault === 'revoked' &&
        actions(button(words.outsideCalendars.connectAgain, actionIds.connectCalendar, { style: 'primary' })),
    ),
  )

export const leftoversMessage = (words: Words, provider: CalendarProvider): Message =>
  message([section(words.leftoversMessage(provider))])
