import type { ModalView } from '@slack/types'
import type { OwnCalendars } from '../../service/calendars/own-calendars.ts'
import type { Words } from '../text/words.ts'
import { context } from './blocks.ts'
import { calendarBlocks } from './calendar-rows.ts'
import { modal } from './modal.ts'

/** Tells this modal apart from the other that lists calendars. */
export const CALENDARS = 'calendars'

/** A member's calendars from outside, and what can be done about each. */
export const calendarsModal = (words: Words, calendars: OwnCalendars): ModalView =>
  modal(words, {
    title: words.outsideCalendars.listTitle,
    private_metadata: CALENDARS,
    blocks: [...calendarBlocks(words, calendars), context(words.outsideCalendars.kept)],
  })
