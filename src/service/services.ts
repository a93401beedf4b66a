import type { ReceiptKey } from '../domain/ids.ts'
import type { Parts } from './act.ts'
import { availability } from './availability/own-availability.ts'
import { learn, uninstall } from './members/learn.ts'
import { type Directory, directory, type FetchProfile } from './members/meet.ts'
import { isLastTurn, receipts } from './receipts.ts'
import { dismiss } from './requests/dismiss.ts'
import { nudges } from './requests/nudges.ts'
import { send } from './requests/send.ts'
import { sendToEach } from './requests/send-to-each.ts'
import { withdraw } from './requests/withdraw.ts'
import { look } from './screens.ts'
import { book } from './sessions/book.ts'
import { bookingOptions } from './sessions/booking-options.ts'
import { cancel } from './sessions/cancel.ts'
import { reminders } from './sessions/reminders.ts'
import { reschedule } from './sessions/reschedule.ts'
import { unanswered } from './unanswered.ts'

const useCases = (parts: Parts, members: Directory) => ({
  learn: learn(parts),
  uninstall: uninstall(parts),
  send: send(parts, members),
  sendToEach: sendToEach(parts, members),
  dismiss: dismiss(parts),
  withdraw: withdraw(parts),
  availability: availability(parts, members),
  bookingOptions: bookingOptions(parts, members),
  book: book(parts, members),
  reschedule: reschedule(parts),
  cancel: cancel(parts),
  look: look(parts, members),
  isLastTurn: isLastTurn(parts),
})

export type UseCases = ReturnType<typeof useCases>

/** The use cases, ready to be called: each is one transaction that ends in an outcome, refusals included. */
export const services = (parts: Parts, fetchProfile: FetchProfile) => {
  const members = directory(parts, fetchProfile)
  return {
    ...useCases(parts, members),
    reminders: reminders(parts),
    nudges: nudges(parts),
    receipts: receipts(parts),
    unanswered: unanswered(parts),
    /** The same, for one delivery of Slack's: what acts does so once, however often that delivery comes. */
    onceFor: (receipt: ReceiptKey): UseCases => useCases({ ...parts, receipt }, members),
  }
}

export type Services = ReturnType<typeof services>
