import type { RequestsState } from '../../store/reads/home.ts'
import { waitingLine } from '../text/home.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'
import { requestLists } from './request-lists.ts'

/** Ten of these stay well within one message's text limit; Home and the cards show each in full. */
const EXCERPT = 400

/** Received and Sent in the channel, visible only to the member who asked. */
export const requestsMessage = (state: RequestsState): Message =>
  message([section(waitingLine(state.pending)), ...requestLists(state, EXCERPT)])
