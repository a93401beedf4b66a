import { availability } from './availability.ts'
import { book } from './book.ts'
import { bookingOptions } from './booking-options.ts'
import { cancel } from './cancel.ts'
import { type Directory, directory, type FetchProfile } from './directory.ts'
import { dismiss } from './dismiss.ts'
import { learn, uninstall } from './leave.ts'
import { look } from './look.ts'
import { nudges } from './nudges.ts'
import type { Parts } from './parts.ts'
import { reminders } from './reminders.ts'
import { reschedule } from './reschedule.ts'
import { send } from './send.ts'
import { withdraw } from './withdraw.ts'

/** The use cases, ready to be called: each is one transaction that ends in an outcome, refusals included. */
export const services = (parts: Parts, fetchProfile: FetchProfile) => {
  const members: Directory = directory(parts, fetchProfile)
  return {
    learn: learn(parts),
    uninstall: uninstall(parts),
    send: send(parts, members),
    dismiss: dismiss(parts),
    withdraw: withdraw(parts),
    availability: availability(parts, members),
    bookingOptions: bookingOptions(parts, members),
    book: book(parts, members),
    reschedule: reschedule(parts),
    cancel: cancel(parts),
    look: look(parts, members),
    reminders: reminders(parts),
    nudges: nudges(parts),
  }
}

export type Services = ReturnType<typeof services>
