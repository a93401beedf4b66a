import { refuse } from '../../service/outcome.ts'
import { blockIds, sessionTarget } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { instead } from './booking-answers.ts'
import { numberIn } from './host-form.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'
import { refusedAt } from './submit-host.ts'

const notFound = refuse({ reason: 'not_found' as const })

/** Another number of seats. */
export const submitSeats = async (
  { words, services }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const target = sessionTarget.decode(modal.private_metadata)
  if (!target) return fault(blockIds.seats, words.openRefusalText(notFound))
  const changed = await services.changeSeats({
    ...{ workspace, actor, session: target.session },
    seats: numberIn(modal, blockIds.seats) ?? Number.NaN,
  })
  switch (changed.outcome) {
    case 'taken':
      return fault(blockIds.seats, words.fewerThanTaken(changed.taken))
    case 'faulty':
      return fault(blockIds.seats, words.hostingFaultText(changed))
    case 'refused':
      return fault(blockIds.seats, words.openRefusalText(changed))
    default:
      return instead(words, words.modals.seatsTitle, words.seatsChangedText(changed))
  }
}

/** A seat for the member picked. */
export const submitAdded = async (
  { words, services }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const target = sessionTarget.decode(modal.private_metadata)
  const { member } = inputOf(modal, blockIds.member)
  if (!target || !member) return fault(blockIds.member, words.openRefusalText(notFound))
  const added = await services.add({ workspace, actor, session: target.session, member })
  switch (added.outcome) {
    case 'full':
    case 'collides':
      return fault(blockIds.member, words.addFaults[added.outcome])
    case 'refused':
      return fault(blockIds.member, words.openRefusalText(added))
    default:
      return instead(words, words.modals.giveSeatTitle, words.addedText(added, member))
  }
}

/** Cards for the members picked: for all of them, or for none and the name of who cannot be invited. */
export const submitInvitations = async (
  parts: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const { words, services } = parts
  const target = sessionTarget.decode(modal.private_metadata)
  if (!target) return fault(blockIds.invited, words.openRefusalText(notFound))
  const { members } = inputOf(modal, blockIds.invited)
  const invited = await services.invite({ workspace, actor, session: target.session, members })
  return invited.outcome === 'refused'
    ? refusedAt(parts, workspace, invited, blockIds.invited)
    : instead(words, words.modals.inviteTitle, words.invitedText(invited))
}
