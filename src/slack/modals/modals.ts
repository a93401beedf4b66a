import { callbackIds } from '../ids.ts'
import type { SlackParts } from '../reply.ts'
import { submitBooking } from './booking.ts'
import { submitCancellation } from './cancel.ts'
import { submitSessionEdit } from './edit-session.ts'
import { submitForget, submitForgetWord } from './forget.ts'
import { submitJoining } from './join.ts'
import { submitOpenCancellation, submitOpenEdit, submitOpenMove } from './open-session-changes.ts'
import { submitMember } from './pick-member.ts'
import { submitReschedule } from './reschedule.ts'
import { submitAdded, submitInvitations, submitSeats } from './seats.ts'
import { submitSending } from './send.ts'
import type { Submission, SubmissionReply } from './submission.ts'
import { submitAvailability } from './submit-availability.ts'
import { submitCalendar } from './submit-calendar.ts'
import { submitFeedback } from './submit-feedback.ts'
import { submitFind } from './submit-find.ts'
import { submitHost } from './submit-host.ts'
import { submitProfile } from './submit-profile.ts'
import { submitOrganiser, submitSettings, submitTopic } from './submit-settings.ts'
import { submitSuggestion } from './suggest.ts'

type Handler = (parts: SlackParts, submission: Submission) => SubmissionReply

export const modals: Readonly<Record<string, Handler>> = {
  [callbackIds.sendModal]: submitSending,
  [callbackIds.pickMemberModal]: submitMember,
  [callbackIds.bookingModal]: submitBooking,
  [callbackIds.rescheduleModal]: submitReschedule,
  [callbackIds.availabilityModal]: submitAvailability,
  [callbackIds.connectCalendarModal]: submitCalendar,
  [callbackIds.cancelModal]: submitCancellation,
  [callbackIds.editSessionModal]: submitSessionEdit,
  [callbackIds.profileModal]: submitProfile,
  [callbackIds.findModal]: submitFind,
  [callbackIds.suggestModal]: submitSuggestion,
  [callbackIds.joinModal]: submitJoining,
  [callbackIds.hostModal]: submitHost,
  [callbackIds.editOpenModal]: submitOpenEdit,
  [callbackIds.moveOpenModal]: submitOpenMove,
  [callbackIds.cancelOpenModal]: submitOpenCancellation,
  [callbackIds.seatsModal]: submitSeats,
  [callbackIds.addModal]: submitAdded,
  [callbackIds.inviteModal]: submitInvitations,
  [callbackIds.organisersModal]: submitOrganiser,
  [callbackIds.settingsModal]: submitSettings,
  [callbackIds.feedbackModal]: submitFeedback,
  [callbackIds.topicsModal]: submitTopic,
  [callbackIds.forgetModal]: submitForget,
  [callbackIds.forgetWordModal]: submitForgetWord,
}
