import { extentOf } from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import type { Words } from '../text/words.ts'
import { divider, header, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { EXCERPT } from './peoples-text.ts'
import { requestList } from './request-lists.ts'

/** Received and Sent in the channel, visible only to the member who asked; of one sender, only what they ask. */
export const requestsMessage = (words: Words, state: RequestsState): Message => {
  const { browsing } = state
  const style = { excerpt: EXCERPT, extent: extentOf(browsing) }
  return message(
    stack(
      header(words.headings.requests),
      section(words.needYou(state.pending)),
      header(words.headings.received),
      requestList(words, 'received', state, style),
      browsing.received.filter.sender === undefined && [
        divider,
        header(words.headings.sent),
        ...requestList(words, 'sent', state, style),
      ],
    ),
  )
}
