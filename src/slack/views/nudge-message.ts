import { startOfRequests } from '../../domain/requests/lists.ts'
import type { NudgeState } from '../../service/requests/nudges.ts'
import { browsingValue } from '../browsing.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'

/** One message for everything that waits. */
export const nudgeMessage = (words: Words, { pending, latest }: NudgeState): Message =>
  message(
    stack(
      section(words.waitingLine(pending)),
      latest.map((request) => section(words.nudgeLine(request))),
      pending > latest.length && context(words.nudging.more(pending, latest.length)),
      context(words.nudging.next),
      actions(
        button(words.labels.showRequests, actionIds.browse, { value: browsingValue.encode(startOfRequests) }),
      ),
    ),
  )
