import type { Button, KnownBlock } from '@slack/types'
import type { Listed, SentListed } from '../../store/reads/request-lists.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { requestTarget, withdrawTarget } from '../values.ts'
import { actions, button, confirmation, picture, section, stack } from './blocks.ts'
import { briefly, quote } from './peoples-text.ts'

/** How rows are drawn. `excerpt`: the most of a message to show, in UTF-16 units; `browsing`: a `browsingValue`. */
export type RowStyle = { excerpt: number; browsing: string }

/** One request in Received, with what its receiver can do. */
export const receivedBlocks = (words: Words, item: Listed, { excerpt, browsing }: RowStyle): KnownBlock[] =>
  stack(
    section(words.receivedRow(item), picture(item.sender)),
    quote(item.request.message, excerpt),
    actions(...answers(words, item, browsing)),
  )

/** The same on Home, in few lines: what is pending with two of its message; what was dismissed, one line each, as one row. */
export const openRows = (words: Words, items: readonly Listed[], browsing: string): KnownBlock[][] => {
  const isPending = ({ state }: Listed) => state === 'pending'
  const pending = items
    .filter(isPending)
    .map((item) =>
      stack(
        section(words.pendingRow(item), picture(item.sender)),
        briefly(item.request.message),
        actions(...answers(words, item, browsing)),
      ),
    )
  const dismissed = items
    .filter((item) => !isPending(item))
    .map((item) => section(words.dismissedRow(item), answers(words, item, browsing)[0]))
  return [...pending, dismissed]
}

/** The same buttons as on the card. */
const answers = (words: Words, { request, state, sender, barred }: Listed, browsing: string): Button[] => {
  const value = requestTarget.encode({ request: request.id, view: browsing })
  const isPending = state === 'pending'
  const canAccept = (isPending || state === 'dismissed') && barred === null
  return [
    ...(canAccept
      ? [
          button(words.labels.accept, actionIds.acceptRequest, {
            value,
            spoken: words.spokenAnswer(words.labels.accept, sender.fullName, request.kind),
            ...(isPending && { style: 'primary' as const }),
          }),
        ]
      : []),
    ...(isPending
      ? [
          button(words.labels.dismiss, actionIds.dismissRequest, {
            value,
            spoken: words.spokenAnswer(words.labels.dismiss, sender.fullName, request.kind),
          }),
        ]
      : []),
  ]
}

/** One request in Sent; its button stands beside it, so that no line is needed between two of them. */
export const sentBlocks = (words: Words, item: SentListed, { excerpt, browsing }: RowStyle): KnownBlock[] =>
  stack(
    section(words.sentRow(item), item.state === 'pending' ? withdraw(words, item, browsing) : undefined),
    quote(item.request.message, excerpt),
  )

/** The same on Home, in one line. */
export const waitingBlock = (words: Words, item: SentListed, browsing: string): KnownBlock =>
  section(words.waitingRow(item), withdraw(words, item, browsing))

const withdraw = (words: Words, { request, receiver }: SentListed, browsing: string): Button =>
  button(words.labels.withdraw, actionIds.withdrawRequest, {
    value: withdrawTarget.encode({ request: request.id, view: browsing }),
    spoken: words.spokenWithdraw(receiver.fullName, request.kind),
    confirm: confirmation(words.withdrawDialogue),
  })
