import type { RequestsState } from '../../store/reads/home.ts'
import type { Words } from '../text/words.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'
import { requestLists } from './request-lists.ts'

/** Ten of these stay well within one message's text limit; Home and the cards show each in full. */
const EXCERPT = 400

/** Received and Sent in the channel, visible only to the member who asked. */
export const requestsMessage = (words: Words, state: RequestsState): Message =>
  message([section(words.waitingLine(state.pending)), ...requestLists(words, state, EXCERPT)])
