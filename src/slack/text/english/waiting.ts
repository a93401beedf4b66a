import type { Request } from '../../../domain/requests/request.ts'
import { atMost99 } from './nouns.ts'
import { asksYou } from './requests.ts'
import { moment } from './times.ts'

/** @param pending counted up to 100, and shown no further than 99 */
export const waitingLine = (pending: number): string =>
  pending === 1
    ? '*1 request is waiting for your answer.*'
    : `*${atMost99(pending)} requests are waiting for your answer.*`

export const nudgeLine = ({ kind, sender, sentAt }: Request): string =>
  `${asksYou(kind, sender)} · sent ${moment(sentAt)}`

export const nudging = {
  /** @param pending counted as above */
  more: (pending: number, shown: number) =>
    pending > 99 ? '…and many more' : `…and ${pending - shown} more`,
  next: "Accept to pick a time. If you dismiss one, the sender won't be told.",
} as const

/** For an older message that the workspace does not allow us to delete. */
export const replacedLine = "There's a newer message about this further down."
