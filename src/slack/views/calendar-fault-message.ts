import type { CalendarSource } from '../../domain/calendars/reading.ts'
import type { Words } from '../text/words.ts'
import { section } from './blocks.ts'
import { calendarRow } from './calendar-rows.ts'
import { type Message, message } from './message.ts'

export const calendarFaultMessage = (words: Words, source: CalendarSource): Message =>
  message([section(words.calendarFaultMessage(source)), calendarRow(words, source)])
