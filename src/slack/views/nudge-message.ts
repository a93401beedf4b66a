import { startOfRequests } from '../../domain/requests/lists.ts'
import type { NudgeState } from '../../service/requests/nudges.ts'
import { actionIds, requestsView } from '../ids.ts'
import { waitingLine } from '../text/home.ts'
import { labels } from '../text/labels.ts'
import { nudgeLine, nudgeWords } from '../text/waiting.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'

/** One message for everything that waits. */
export const nudgeMessage = ({ pending, latest }: NudgeState): Message =>
  message(
    stack(
      section(waitingLine(pending)),
      latest.map((request) => section(nudgeLine(request))),
      pending > latest.length && context(nudgeWords.more),
      context(nudgeWords.next),
      actions(button(labels.showRequests, actionIds.browse, { value: requestsView.encode(startOfRequests) })),
    ),
  )
