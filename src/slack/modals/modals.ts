import type { ViewResponseAction } from '@slack/bolt'
import { callbackIds } from '../ids.ts'
import type { ModalState } from '../payloads.ts'
import type { Reply, Signed, SlackParts } from '../reply.ts'
import { submitAvailability } from './availability.ts'
import { submitBooking } from './booking.ts'
import { submitCancellation } from './cancel.ts'
import { submitReschedule } from './reschedule.ts'
import { submitSending } from './send.ts'

export type Submission = Signed & { modal: ModalState }

/** Without an `ack` the modal closes. */
export type SubmissionReply = Promise<Reply<ViewResponseAction>>

type Handler = (parts: SlackParts, submission: Submission) => SubmissionReply

export const modals: Readonly<Record<string, Handler>> = {
  [callbackIds.sendModal]: submitSending,
  [callbackIds.bookingModal]: submitBooking,
  [callbackIds.rescheduleModal]: submitReschedule,
  [callbackIds.availabilityModal]: submitAvailability,
  [callbackIds.cancelModal]: submitCancellation,
}
