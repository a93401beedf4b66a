import type { RerouteState } from '../../service/requests/reroutes.ts'
import type { Words } from '../text/words.ts'
import { context, section, stack } from './blocks.ts'
import { foundRow } from './found-rows.ts'
import { type Message, message } from './message.ts'

/** Others who could help. It says nothing of what the receiver did, and looks the same whatever that was. */
export const rerouteMessage = (words: Words, { receiver, isSeveral, others }: RerouteState): Message =>
  message(
    stack(
      section(words.rerouting.lead(receiver)),
      ...others.map((other) => foundRow(words, other, { listedAs: 'mentor', now: null })),
      context(isSeveral ? words.rerouting.allStayOpen : words.rerouting.staysOpen),
    ),
  )
