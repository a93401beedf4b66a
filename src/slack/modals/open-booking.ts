import type { ModalView } from '@slack/types'
import { TOPIC_LIMIT } from '../../domain/sessions/session.ts'
import type { BookingOptions, BookingSource } from '../../service/sessions/booking-options.ts'
import { clipAtWord } from '../limits.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { readable } from '../text/markup.ts'
import { type BookingDraft, emptyDraft } from '../views/booking-draft.ts'
import { type BookingRemark, bookingModal } from '../views/booking-modal.ts'
import { forgetTime } from './booking-form.ts'

/**
 * The booking modal for a source, with the member's choice so far, or the sentence that says why not. A choice that is no
 * longer free is dropped, with the reason; a mentor's own pick stays until it is submitted.
 */
export const openBooking = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  source: BookingSource,
  draft: BookingDraft = emptyDraft,
  remark?: BookingRemark,
): Promise<{ view: ModalView } | { refused: string }> => {
  const times = {
    day: draft.day ?? (draft.chosen === null ? null : { of: draft.chosen }),
    chosen: draft.isPicked ? null : draft.chosen,
    minutes: draft.minutes,
  }
  const options = await services.bookingOptions({ workspace, actor, source, times })
  if (options.outcome === 'refused') return { refused: words.refusalText(options) }
  const begun = { ...draft, topic: draft.topic ?? topicOf(options) }
  // A mentor who was asked for a session can also give a seat in one that there is.
  const isAsked = options.actorIs === 'mentor' && options.origin?.kind === 'session_request'
  const open = isAsked ? await services.screens.openSessionsWithRoom({ workspace, actor }) : []
  const { chosen } = options
  if (chosen?.kind !== 'gone') return { view: bookingModal(words, options, begun, remark, open) }
  const why = remark === undefined || remark === 'unshown' ? chosen.reason : remark
  return { view: bookingModal(words, options, forgetTime(begun), why, open) }
}

/** The beginning of the request, on one line. */
const topicOf = ({ origin }: BookingOptions): string =>
  clipAtWord(
    readable(origin?.message ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    TOPIC_LIMIT,
  )
