import { type BookingForm, readBookingForm, withFreshSlots } from '../booking-form.ts'
import { slotsPage } from '../ids.ts'
import { openBooking } from '../open-booking.ts'
import { type Press, type Reply, type SlackParts, say, show } from '../reply.ts'
import { refusalText } from '../text/outcomes.ts'

type Answer = Promise<Reply<never>>

const redrawAs =
  (change: (form: BookingForm, press: Press) => Pick<BookingForm, 'source' | 'draft'>) =>
  async (parts: SlackParts, press: Press): Answer => {
    const form = press.modal && readBookingForm(press.modal)
    if (!form) return say(parts, press, refusalText({ outcome: 'refused', reason: 'not_found' }))
    const { source, draft } = change(form, press)
    const modal = await openBooking(parts, press, source, draft)
    return 'refused' in modal ? say(parts, press, modal.refused) : show(parts, press, modal.view)
  }

/** A time was chosen: the line below shows it in both zones. */
export const redrawBooking = redrawAs((form) => form)

export const pageSlots = redrawAs(({ source, draft }, { value }) => ({
  source,
  draft: { ...withFreshSlots(draft), slotsFrom: slotsPage.decode(value)?.from ?? null },
}))

/** The other of the two is the mentor: other slots, and other requests that booking would accept. */
export const switchRoles = redrawAs(({ metadata: { member, actorIs }, draft }) => ({
  source: { member, actorIs: actorIs === 'mentor' ? 'mentee' : 'mentor' },
  draft: { ...withFreshSlots(draft), slotsFrom: null, warned: null },
}))
