import { readBookingForm } from '../modals/booking-form.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import { sessionTarget } from '../values.ts'
import { sayModal } from '../views/modal.ts'

/**
 * Gives the one who asked for a session a seat in one of the mentor's open sessions, in place of one of their own. If
 * that cannot be done, the form stays with all that was typed and chosen, and says why.
 */
export const addToOpenSession = async (parts: SlackParts, press: Press): Promise<Reply<never>> => {
  const { services, words } = parts
  const target = sessionTarget.decode(press.value)
  const form = press.modal && readBookingForm(press.modal)
  if (!target || !form) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const { source, draft } = form
  // The form may be old, and the request withdrawn.
  const asked = await services.bookingOptions({ workspace, actor, source })
  if (asked.outcome === 'refused') return say(parts, press, words.refusalText(asked))
  if (asked.actorIs !== 'mentor') return sayNotFound(parts, press)

  const again = async (notAdded: 'full' | 'collides' | 'gone'): Promise<Reply<never>> => {
    const modal = await openBooking(parts, press, source, draft, { notAdded })
    return 'refused' in modal ? say(parts, press, modal.refused) : show(parts, press, modal.view)
  }
  const { id: member } = asked.mentee
  const added = await services.add({ workspace, actor, session: target.session, member })
  switch (added.outcome) {
    case 'full':
    case 'collides':
      return again(added.outcome)
    case 'refused':
      return ['begun', 'cancelled', 'not_found'].includes(added.reason)
        ? again('gone')
        : say(parts, press, words.openRefusalText(added))
    default:
      return show(parts, press, sayModal(words, words.modals.giveSeatTitle, words.addedText(added, member)))
  }
}
