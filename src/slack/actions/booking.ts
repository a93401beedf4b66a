import {
  atItsLength,
  type BookingForm,
  forgetTime,
  readBookingForm,
  renewTimes,
} from '../modals/booking-form.ts'
import { openBooking } from '../modals/open-booking.ts'
import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import { dayTarget, slotsPage } from '../values.ts'
import type { BookingDraft, TimeControl } from '../views/booking-draft.ts'

type Answer = Promise<Reply<never>>

const redrawAs =
  (change: (form: BookingForm, press: Press) => Pick<BookingForm, 'source' | 'draft'>, last?: TimeControl) =>
  async (parts: SlackParts, press: Press): Answer => {
    const form = press.modal && readBookingForm(press.modal, last)
    if (!form) return sayNotFound(parts, press)
    const { source, draft } = change(form, press)
    const modal = await openBooking(parts, press, source, draft)
    return 'refused' in modal ? say(parts, press, modal.refused) : show(parts, press, modal.view)
  }

const redrawWith = (change: (draft: BookingDraft, press: Press) => BookingDraft) =>
  redrawAs(({ source, draft }, press) => ({ source, draft: change(draft, press) }))

/** A time was chosen: the summary shows it in both zones. */
export const chooseSlot = redrawAs((form) => form, 'list')
export const chooseOtherTime = redrawAs((form) => form, 'picker')

/** Another day's free times; the choice so far stays. */
export const chooseDay = redrawWith(renewTimes)
export const goToDay = redrawWith((draft, { value }) => ({
  ...renewTimes(draft),
  day: dayTarget.decode(value)?.day ?? draft.day,
  dayRevision: draft.dayRevision + 1,
}))

/** The button of a modal opened before there was a date picker. */
export const pageSlots = redrawWith((draft, { value }) => {
  const from = slotsPage.decode(value)?.from ?? null
  return { ...renewTimes(draft), control: 'list', day: from === null ? null : { of: from } }
})

/** The picker takes the place of the list, and back. What was chosen with the one is held by the other. */
export const pickFreely = redrawWith((draft) => ({ ...renewTimes(draft), control: 'picker' }))
export const pickFreeTime = redrawWith((draft) => ({ ...renewTimes(draft), control: 'list' }))

export const chooseLength = redrawWith(atItsLength)

/** Swaps who is the mentor: the free times change, and so do the requests that booking would accept. */
export const switchRoles = redrawAs(({ metadata: { member, actorIs }, draft }) => ({
  source: { member, actorIs: actorIs === 'mentor' ? 'mentee' : 'mentor' },
  draft: {
    ...forgetTime(draft),
    control: 'list',
    day: null,
    dayRevision: draft.dayRevision + 1,
    minutes: null,
  },
}))
