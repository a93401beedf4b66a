import { blockIds } from '../ids.ts'
import type { SlackParts } from '../reply.ts'
import { faultsByField, readAvailabilityForm, zoneOf } from './availability-form.ts'
import { instead } from './booking-answers.ts'
import type { Submission, SubmissionReply } from './submission.ts'

/** Saves everything or nothing: each fault is shown at its field, and the typed text stays. */
export const submitAvailability = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const { draft, faults } = readAvailabilityForm(words, modal, services.today(zoneOf(modal)))
  if (Object.keys(faults).length > 0) return { ack: { response_action: 'errors', errors: faults } }
  const saved = await services.setAvailability({ workspace, actor, draft })
  switch (saved.outcome) {
    case 'faulty':
      return { ack: { response_action: 'errors', errors: faultsByField(words, saved.faults) } }
    case 'refused':
      return { ack: { response_action: 'errors', errors: { [blockIds.zone]: words.refusalText(saved) } } }
    case 'saved':
      return instead(words, words.modals.availabilityTitle, words.savedText(saved.availability, saved))
  }
}
