import type { ReceiptKey } from '../domain/ids.ts'
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
import { isLastTurn, receipts } from './receipts.ts'
import { reminders } from './reminders.ts'
import { reschedule } from './reschedule.ts'
import { send } from './send.ts'
import { sendToEach } from './send-to-each.ts'
import { unanswered } from './unanswered.ts'
import { withdraw } from './withdraw.ts'

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
