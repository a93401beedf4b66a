import type { KnownBlock } from '@slack/types'
import type { Request } from '../../domain/requests/request.ts'
import type { Listed, SentListed } from '../../store/reads/request-lists.ts'
import { actionIds, requestTarget, withdrawTarget } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, confirmation, section, stack } from './blocks.ts'
import { quote } from './peoples-text.ts'

const row = (text: string, { message }: Pick<Request, 'message'>, excerpt: number): KnownBlock[] =>
  stack(section(text), quote(message, excerpt))

/** How rows are drawn. `excerpt`: the most of a message to show, in UTF-16 units; `view`: the list's `requestsView`. */
export type RowStyle = { excerpt: number; view: string }

/** One request in Received, with what its receiver can do. */
export const receivedBlocks = (words: Words, item: Listed, { excerpt, view }: RowStyle): KnownBlock[] => {
  const value = requestTarget.encode({ request: item.request.id, view })
  const isOpen = item.state === 'pending' || item.state === 'dismissed'
  const accept = button(words.labels.accept, actionIds.acceptRequest, {
    value,
    ...(item.state === 'pending' && { style: 'primary' as const }),
  })
  const dismiss = button(words.labels.dismiss, actionIds.dismissRequest, { value })
  return stack(
    row(words.receivedRow(item), item.request, excerpt),
    isOpen && actions(...(item.barred ? [] : [accept]), ...(item.state === 'pending' ? [dismiss] : [])),
  )
}

/** One request in Sent. */
export const sentBlocks = (words: Words, item: SentListed, { excerpt, view }: RowStyle): KnownBlock[] =>
  stack(
    row(words.sentRow(item), item.request, excerpt),
    item.state === 'pending' &&
      actions(
        button(words.labels.withdraw, actionIds.withdrawRequest, {
          value: withdrawTarget.encode({ request: item.request.id, view }),
          confirm: confirmation(words.withdrawDialogue),
        }),
      ),
  )
