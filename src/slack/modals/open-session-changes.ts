import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { moveOpenMetadata } from '../open-session-values.ts'
import { inputOf } from '../payloads.ts'
import { WHICH } from '../views/cancel-open-modal.ts'
import { moveOpenModal } from '../views/move-open-modal.ts'
import { aboutOpenSession, blockOfFault, collides, refusedAt } from './about-open-session.ts'
import { instead } from './booking-answers.ts'
import { minutesIn, startIn, topicsIn } from './host-form.ts'
import { fault } from './submission.ts'

/** Another title, description, place or other topics. */
export const submitOpenEdit = aboutOpenSession(blockIds.title, async (parts, submission, session) => {
  const { words, services } = parts
  const { workspace, actor, modal } = submission
  const edited = await services.editOpen({
    ...{ workspace, actor, session, topics: topicsIn(modal) },
    title: inputOf(modal, blockIds.title).text,
    description: inputOf(modal, blockIds.description).text,
    location: inputOf(modal, blockIds.place).text,
  })
  switch (edited.outcome) {
    case 'edited':
    case 'unchanged':
      return instead(words, words.modals.editSessionTitle, words.openEditedText(edited.outcome))
    case 'faulty':
      return fault(blockOfFault(edited), words.hostingFaultText(edited))
    case 'refused':
      return refusedAt(parts, workspace, edited, blockIds.title)
  }
})

/** Another time or length. */
export const submitOpenMove = aboutOpenSession(blockIds.starts, async (parts, submission, session) => {
  const { words, services } = parts
  const { workspace, actor, modal } = submission
  const startsAt = startIn(modal)
  if (startsAt === null) return fault(blockIds.starts, words.hostFormFaults.noStart)
  const { toldBusy } = moveOpenMetadata.decode(modal.private_metadata) ?? { toldBusy: [] }
  const moving = { workspace, actor, session, startsAt, minutes: minutesIn(modal), toldBusy }
  const moved = await services.moveOpen(moving)
  switch (moved.outcome) {
    case 'confirm': {
      const own = await services.screens.ownOpenSession({ workspace, actor }, session)
      return own
        ? { ack: { response_action: 'update', view: moveOpenModal(words, own, moved.busyAt) } }
        : fault(blockIds.starts, words.openRefusalText(refuse({ reason: 'not_found' })))
    }
    case 'past':
    case 'too_far':
      return fault(blockIds.starts, words.unavailableText(moved.outcome, 'mentor'))
    case 'collides':
      return collides(parts, submission, moved.with.startsAt)
    case 'refused':
      return refusedAt(parts, workspace, moved, blockIds.starts)
    default:
      return instead(words, words.modals.rescheduleTitle, words.openMovedText(moved))
  }
})

/** Cancels one, or all of its series that are ahead. */
export const submitOpenCancellation = aboutOpenSession(
  blockIds.reason,
  async (parts, submission, session) => {
    const { words, services } = parts
    const { workspace, actor, modal } = submission
    const cancelled = await services.cancelOpen({
      ...{ workspace, actor, session },
      which: WHICH.find((one) => one === inputOf(modal, blockIds.which).option) ?? 'one',
      reason: inputOf(modal, blockIds.reason).text || null,
    })
    return cancelled.outcome === 'refused'
      ? fault(blockIds.reason, words.openRefusalText(cancelled))
      : instead(words, words.modals.cancelTitle, words.openCancelledText(cancelled))
  },
)
