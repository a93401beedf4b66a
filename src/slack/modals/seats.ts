import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import { aboutOpenSession, refusedAt } from './about-open-session.ts'
import { instead } from './booking-answers.ts'
import { numberIn } from './host-form.ts'
import { fault } from './submission.ts'

/** Another number of seats. */
export const submitSeats = aboutOpenSession(blockIds.seats, async (parts, submission, session) => {
  const { words, services } = parts
  const { workspace, actor, modal } = submission
  const changed = await services.changeSeats({
    ...{ workspace, actor, session },
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
})

/** A seat for the member picked. */
export const submitAdded = aboutOpenSession(blockIds.member, async (parts, submission, session) => {
  const { words, services } = parts
  const { workspace, actor, modal } = submission
  const { member } = inputOf(modal, blockIds.member)
  if (!member) return fault(blockIds.member, words.openRefusalText(refuse({ reason: 'not_found' })))
  const added = await services.add({ workspace, actor, session, member })
  switch (added.outcome) {
    case 'full':
    case 'collides':
      return fault(blockIds.member, words.addFaults[added.outcome])
    case 'refused':
      return fault(blockIds.member, words.openRefusalText(added))
    default:
      return instead(words, words.modals.giveSeatTitle, words.addedText(added, member))
  }
})

/** Cards for the members picked: for all of them, or for none and the name of who cannot be invited. */
export const submitInvitations = aboutOpenSession(blockIds.invited, async (parts, submission, session) => {
  const { words, services } = parts
  const { workspace, actor, modal } = submission
  const { members } = inputOf(modal, blockIds.invited)
  const invited = await services.invite({ workspace, actor, session, members })
  return invited.outcome === 'refused'
    ? refusedAt(parts, workspace, invited, blockIds.invited)
    : instead(words, words.modals.inviteTitle, words.invitedText(invited))
})
