import { isPlainDate, SECOND } from '../../domain/time/time.ts'
import type { BookingSource } from '../../service/sessions/booking-options.ts'
import { blockIds } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import { bookingMetadata, lengthChoice, slotChoice } from '../values.ts'
import type { BookingDraft, TimeControl } from '../views/booking-draft.ts'

type Metadata = NonNullable<ReturnType<typeof bookingMetadata.decode>>

/** The booking modal as Slack returns it: what it was opened on, and what the member has chosen and typed. */
export type BookingForm = {
  metadata: Metadata
  source: BookingSource
  draft: BookingDraft
  /** An input that is certain to be drawn, to which a sentence about the time can be attached. */
  timeBlock: string
}

/** @param last the control just used, if any */
export const readBookingForm = (modal: ModalState, last?: TimeControl): BookingForm | undefined => {
  const metadata = bookingMetadata.decode(modal.private_metadata)
  if (!metadata) return undefined
  const { member, actorIs, origin, moves, warned, warning, replaces, slotsFrom } = metadata
  const { revision, otherRevision, dayRevision } = metadata
  const blocks = {
    slot: blockIds.slot(revision),
    picker: blockIds.otherTime(otherRevision),
    day: blockIds.day(dayRevision),
  }
  const isDrawn = (block: string) => Object.hasOwn(modal.state.values, block)
  const typed = (block: string, held: string | null) => (isDrawn(block) ? inputOf(modal, block).text : held)
  const { date } = inputOf(modal, blocks.day)
  const day = date !== undefined && isPlainDate(date) ? date : metadata.day
  const minutes = lengthChoice.decode(inputOf(modal, blockIds.length).option)?.minutes ?? metadata.minutes
  return {
    metadata,
    source: moves ? { session: moves.session } : origin ? { request: origin } : { member, actorIs },
    draft: {
      ...choiceOf(modal, metadata, last),
      topic: typed(blockIds.topic, metadata.topic),
      place: typed(blockIds.place, metadata.place),
      minutes,
      day: day ?? (slotsFrom === null ? null : { of: slotsFrom }),
      revision,
      otherRevision,
      dayRevision,
      warned,
      warning: warning ?? 'outside_waking_hours',
      replaces,
    },
    timeBlock: [blocks.slot, blocks.picker, blocks.day].find(isDrawn) ?? blockIds.topic,
  }
}

/**
 * The chosen time. Only modals opened before there was a date picker have both controls: there the last choice counts
 * and, if it is unknown which came last, the one that the summary does not show yet.
 */
const choiceOf = (
  modal: ModalState,
  { revision, otherRevision, control, shown, picked }: Metadata,
  last: TimeControl | undefined,
): Pick<BookingDraft, 'chosen' | 'isPicked' | 'control'> => {
  const listed = slotChoice.decode(inputOf(modal, blockIds.slot(revision)).option)?.startsAt ?? null
  const { dateTime } = inputOf(modal, blockIds.otherTime(otherRevision))
  const free = dateTime === undefined ? null : dateTime * SECOND
  const counts =
    listed === null || free === null
      ? (control ?? (free === null ? 'list' : 'picker'))
      : (last ?? (free === shown ? 'list' : 'picker'))
  return counts === 'picker'
    ? { chosen: free, isPicked: free !== null, control: 'picker' }
    : { chosen: listed, isPicked: listed !== null && listed === shown && picked, control: 'list' }
}

/** Draws the control of the time anew, so that Slack shows what the draft holds and not what it held itself. */
export const renewTimes = (draft: BookingDraft): BookingDraft => ({
  ...draft,
  revision: draft.revision + 1,
  otherRevision: draft.otherRevision + 1,
})

/** The free times of another length are others; the time that was chosen stays, as the mentor's own pick. */
export const atItsLength = (draft: BookingDraft): BookingDraft =>
  renewTimes({ ...draft, isPicked: draft.chosen !== null })

export const forgetTime = (draft: BookingDraft): BookingDraft =>
  renewTimes({ ...draft, chosen: null, isPicked: false })
