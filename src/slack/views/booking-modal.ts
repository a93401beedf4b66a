import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import type { SessionId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { kindAcceptedByBooking } from '../../domain/requests/request.ts'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import type { Unavailable } from '../../service/sessions/session-time.ts'
import { actionIds, blockIds, bookingMetadata, callbackIds, memberTarget, requestTarget } from '../ids.ts'
import { clip, limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, plainText, section, stack } from './blocks.ts'
import { modal, warning } from './modal.ts'
import { slotInput } from './slot-pages.ts'

/** What the person has typed and looked at so far, kept when the modal is redrawn. */
export type BookingDraft = {
  topic: string
  /** The choice from the list or, for a mentor, a time of their own: never both, the last one counts. */
  slot: Instant | null
  otherTime: Instant | null
  slotsFrom: Instant | null
  revision: number
  otherRevision: number
  /** The odd hour the mentor was warned about. */
  warned: Instant | null
  /** The cancelled session this one replaces. */
  replaces: SessionId | null
}

export const emptyDraft: BookingDraft = {
  topic: '',
  slot: null,
  otherTime: null,
  slotsFrom: null,
  revision: 0,
  otherRevision: 0,
  warned: null,
  replaces: null,
}

export type BookingNotice = 'overtaken' | 'unshown' | Unavailable | 'outside_waking_hours'

/** The booking modal, for either side. It only shows a state; `book` decides on submission. */
export const bookingModal = (
  words: Words,
  options: BookingOptions,
  draft: BookingDraft,
  notice?: BookingNotice,
): ModalView => {
  const { actorIs, mentor, mentee, origin, moves, slots } = options
  const [own, other] = actorIs === 'mentor' ? [mentor, mentee] : [mentee, mentor]
  const shown = draft.otherTime ?? draft.slot
  // Repeated while that hour is chosen: the button must say what it confirms.
  const told = notice ?? (shown !== null && shown === draft.warned ? 'outside_waking_hours' : undefined)
  const warned = told === 'outside_waking_hours' ? shown : null
  const hasTimes = slots.length > 0 || actorIs === 'mentor'
  return modal(words, {
    callback_id: moves ? callbackIds.rescheduleModal : callbackIds.bookingModal,
    private_metadata: bookingMetadata.encode({
      member: other.id,
      actorIs,
      origin,
      moves: moves && { session: moves.id, sequence: moves.sequence },
      shown,
      warned,
      slotsFrom: draft.slotsFrom,
      revision: draft.revision,
      otherRevision: draft.otherRevision,
      replaces: draft.replaces,
    }),
    title: moves ? words.modals.rescheduleTitle : words.modals.bookTitle,
    submit: hasTimes ? submitWords(words, moves !== null, warned !== null) : undefined,
    blocks: stack(
      told && warning(noticeText(words, told, options, warned)),
      moves
        ? section(words.booking.moves(moves, own.zone, other))
        : section(
            words.booking.roles(actorIs, other.id),
            origin === null ? button(words.labels.switchRoles, actionIds.switchRoles) : undefined,
          ),
      options.accepts > 0 && context(words.booking.accepts(kindAcceptedByBooking(actorIs), options.accepts)),
      times(words, options, draft, own, other),
      hasTimes && !moves && topicInput(words, draft.topic),
      moves ? hasTimes && context(words.booking.movesNext(other.id)) : wayOut(words, options, other),
    ),
  })
}

const submitWords = (words: Words, moves: boolean, warned: boolean): string => {
  if (moves) return warned ? words.modals.moveAnyway : words.modals.move
  return warned ? words.modals.bookAnyway : words.modals.book
}

const noticeText = (
  words: Words,
  notice: BookingNotice,
  { actorIs, mentee, moves }: BookingOptions,
  warned: Instant | null,
): string => {
  if (notice === 'overtaken') return words.overtakenText
  if (notice === 'unshown') return words.unshownText(moves !== null)
  if (notice !== 'outside_waking_hours') return words.unavailableText(notice, actorIs)
  return words.oddHourText(warned === null ? null : words.hourFor(warned, mentee.zone), moves !== null)
}

const times = (
  words: Words,
  options: BookingOptions,
  draft: BookingDraft,
  own: Member,
  other: Member,
): KnownBlock[] => {
  const { actorIs, slots, availability } = options
  const chosen = draft.otherTime ?? draft.slot
  const time = chosen === null ? null : { start: chosen, end: chosen + availability.sessionMinutes * MINUTE }
  return stack(
    slots.length > 0
      ? slotInput(words, options, { own: own.zone, other: other.zone, revision: draft.revision })
      : section(words.booking.noSlots(actorIs, other.id, availability.horizonDays, options.moves !== null)),
    actorIs === 'mentor' && otherTimeInput(words, draft.otherTime, draft.otherRevision),
    (slots.length > 0 || actorIs === 'mentor') &&
      (time ? section(words.booking.chosen(time, own.zone, other)) : context(words.booking.none)),
  )
}

const otherTimeInput = (words: Words, otherTime: Instant | null, revision: number): InputBlock => ({
  type: 'input',
  block_id: blockIds.otherTime(revision),
  dispatch_action: true,
  optional: true,
  label: plainText(words.booking.otherTimeLabel, limits.label),
  hint: plainText(words.booking.otherTimeHint, limits.label),
  element: {
    type: 'datetimepicker',
    action_id: actionIds.pickOtherTime,
    ...(otherTime !== null && { initial_date_time: Math.floor(otherTime / 1000) }),
  },
})

const topicInput = (words: Words, topic: string): InputBlock => ({
  type: 'input',
  block_id: blockIds.topic,
  optional: true,
  label: plainText(words.booking.topicLabel, limits.label),
  element: {
    type: 'plain_text_input',
    action_id: actionIds.editTopic,
    max_length: TOPIC_LIMIT,
    placeholder: plainText(words.booking.topicPlaceholder, limits.placeholder),
    ...(topic !== '' && { initial_value: clip(topic, TOPIC_LIMIT) }),
  },
})

/** Asking instead of booking: accepts an offer, and is the only way left if nothing is free. */
const wayOut = (words: Words, { actorIs, origin, slots }: BookingOptions, other: Member): KnownBlock[] => {
  if (actorIs === 'mentor') return []
  if (origin !== null) {
    return stack(
      slots.length > 0 && context(words.booking.otherWay),
      actions(
        button(words.labels.answerInstead, actionIds.answerWithSessionRequest, {
          value: requestTarget.encode({ request: origin }),
        }),
      ),
    )
  }
  if (slots.length > 0) return []
  return actions(
    button(words.labels.answerInstead, actionIds.startSessionRequest, {
      value: memberTarget.encode({ member: other.id }),
    }),
  )
}
