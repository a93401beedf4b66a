import type { KnownBlock, ModalView } from '@slack/types'
import { kindAcceptedByBooking } from '../../domain/requests/request.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { BookingOptions } from '../../service/sessions/booking-options.ts'
import type { BookingWarning, Unavailable } from '../../service/sessions/session-time.ts'
import { actionIds, callbackIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { bookingMetadata, memberTarget, requestTarget } from '../values.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import type { BookingDraft } from './booking-draft.ts'
import { lengthInput } from './booking-length.ts'
import { controlOf, hasFreeTimes, sidesOf, timesBlocks } from './booking-times.ts'
import { modal, warning } from './modal.ts'
import { openSessionsBlock } from './open-session-choice.ts'
import { EXCERPT, quote } from './peoples-text.ts'
import { placeInput, topicInput } from './session-fields.ts'

export type BookingRemark =
  | 'overtaken'
  | 'edited'
  | 'unshown'
  | Unavailable
  | BookingWarning
  /** Why no seat could be given instead. */
  | { notAdded: 'full' | 'collides' | 'gone' }

/**
 * The booking modal, for either side. It only shows a state; `book` decides on submission.
 *
 * @param open the mentor's open sessions in which the one who asks could get a seat instead
 */
export const bookingModal = (
  words: Words,
  options: BookingOptions,
  draft: BookingDraft,
  remark: BookingRemark | undefined,
  open: readonly OpenSession[] = [],
): ModalView => {
  const { actorIs, moves, availability } = options
  const { other } = sidesOf(options)
  const shown = draft.chosen
  // Repeated while that hour is chosen: the button must say what it confirms.
  const told = remark ?? (shown !== null && shown === draft.warned ? draft.warning : undefined)
  const warnedOf = isWarning(told) ? told : undefined
  const warned = warnedOf ? shown : null
  const isMentor = actorIs === 'mentor'
  const canSubmit = isMentor || shown !== null || hasFreeTimes(options)
  const hasTopic = canSubmit && !moves
  const hasPlace = hasTopic && isMentor
  return modal(words, {
    callback_id: moves ? callbackIds.rescheduleModal : callbackIds.bookingModal,
    private_metadata: bookingMetadata.encode({
      member: other.id,
      actorIs,
      origin: options.origin?.id ?? null,
      moves: moves && {
        session: moves.id,
        sequence: moves.sequence,
        startsAt: moves.startsAt,
        endsAt: moves.endsAt,
      },
      shown,
      shownMinutes: moves && !isMentor ? null : availability.sessionMinutes,
      picked: draft.isPicked,
      control: controlOf(options, draft),
      day: options.day.date,
      warned,
      ...(warnedOf && { warning: warnedOf }),
      // A process of the version before asks for it.
      slotsFrom: null,
      revision: draft.revision,
      otherRevision: draft.otherRevision,
      dayRevision: draft.dayRevision,
      topic: hasTopic ? null : draft.topic,
      place: hasPlace ? null : draft.place,
      minutes: isMentor ? null : draft.minutes,
      replaces: draft.replaces,
    }),
    title: moves ? words.modals.rescheduleTitle : words.modals.bookTitle,
    submit: canSubmit ? submitWords(words, moves !== null, warned !== null) : undefined,
    blocks: stack(
      told && warning(remarkText(words, told, options, warned)),
      subject(words, options),
      openSessionsBlock(words, open, sidesOf(options).own.zone),
      timesBlocks(words, options, draft),
      isMentor && lengthInput(words, options),
      hasPlace && placeInput(words, draft.place ?? availability.location),
      hasTopic && topicInput(words, draft.topic ?? ''),
      moves ? canSubmit && context(words.booking.movesNext(other.id)) : wayOut(words, options),
    ),
  })
}

const WARNINGS: readonly unknown[] = [
  'outside_waking_hours',
  'own_calendar',
  'own_calendar_and_hours',
] satisfies BookingWarning[]

const isWarning = (remark: BookingRemark | undefined): remark is BookingWarning => WARNINGS.includes(remark)

const submitWords = (words: Words, moves: boolean, warned: boolean): string => {
  if (moves) return warned ? words.modals.moveAnyway : words.modals.move
  return warned ? words.modals.bookAnyway : words.modals.book
}

const remarkText = (
  words: Words,
  remark: BookingRemark,
  { actorIs, mentee, moves }: BookingOptions,
  warned: Instant | null,
): string => {
  if (typeof remark === 'object') return words.notAddedText(remark.notAdded)
  if (remark === 'overtaken') return words.overtakenText
  if (remark === 'edited') return words.editedMeanwhileText
  if (remark === 'unshown') return words.unshownText(moves !== null)
  if (!isWarning(remark)) return words.unavailableText(remark, actorIs)
  return remark === 'outside_waking_hours'
    ? words.oddHourText(warned, mentee, moves !== null)
    : words.ownCalendarText(remark === 'own_calendar' ? null : mentee, moves !== null)
}

/** What the booking is about: the session to be moved, the request it answers, or who would mentor whom. */
const subject = (words: Words, options: BookingOptions): KnownBlock[] => {
  const { actorIs, origin, moves, accepts } = options
  const { own, other } = sidesOf(options)
  if (moves) return [section(words.booking.moves(moves, own.zone, other))]
  const accepted = accepts > 0 && context(words.booking.accepts(kindAcceptedByBooking(actorIs), accepts))
  if (origin === null) {
    return stack(
      section(
        words.booking.roles(actorIs, other.id),
        button(words.labels.switchRoles, actionIds.switchRoles),
      ),
      accepted,
    )
  }
  return stack(
    section(words.booking.request(origin.kind, origin.sender)),
    quote(origin.message, EXCERPT),
    accepted,
  )
}

/** Asking instead of booking: accepts an offer, and is the only way left if nothing is free. */
const wayOut = (words: Words, options: BookingOptions): KnownBlock[] => {
  const { actorIs, origin } = options
  const { other } = sidesOf(options)
  if (actorIs === 'mentor') return []
  if (origin !== null) {
    return stack(
      hasFreeTimes(options) && context(words.booking.otherWay),
      actions(
        button(words.labels.answerInstead, actionIds.answerWithSessionRequest, {
          value: requestTarget.encode({ request: origin.id }),
        }),
      ),
    )
  }
  if (hasFreeTimes(options)) return []
  return actions(
    button(words.labels.answerInstead, actionIds.startSessionRequest, {
      value: memberTarget.encode({ member: other.id }),
    }),
  )
}
