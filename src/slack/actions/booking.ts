import { slotsPage } from '../ids.ts'
import { type BookingForm, forgetSlot, readBookingForm, type TimeControl } from '../modals/booking-form.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'

type Answer = Promise<Reply<never>>

const redrawAs =
  (change: (form: BookingForm, press: Press) => Pick<BookingForm, 'source' | 'draft'>, last?: TimeControl) =>
  async (parts: SlackParts, press: Press): Answer => {
    const form = press.modal && readBookingForm(press.modal, last)
    if (!form) return say(parts, press, parts.words.refusalText({ outcome: 'refused', reason: 'not_found' }))
    const { source, draft } = change(form, press)
    const modal = await openBooking(parts, press, source, draft)
    return 'refused' in modal ? say(parts, press, modal.refused) : show(parts, press, modal.view)
  }

/** A time was chosen: the line below shows it in both zones, and the other control is cleared. */
export const chooseSlot = redrawAs((form) => form, 'list')
export const chooseOtherTime = redrawAs((form) => form, 'picker')

/** Shows other times; the current choice and typed text stay. */
export const pageSlots = redrawAs(({ source, draft }, { value }) => ({
  source,
  draft: { ...draft, revision: draft.revision + 1, slotsFrom: slotsPage.decode(value)?.from ?? null },
}))

/** Swaps who is the mentor: the slots change, and so do the requests that booking would accept. */
export const switchRoles = redrawAs(({ metadata: { member, actorIs }, draft }) => ({
  source: { member, actorIs: actorIs === 'mentor' ? 'mentee' : 'mentor' },
  draft: {
    ...forgetSlot(draft),
    otherTime: null,
    otherRevision: draft.otherRevision + 1,
    slotsFrom: null,
  },
}))
