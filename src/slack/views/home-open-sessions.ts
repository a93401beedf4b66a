import type { KnownBlock } from '@slack/types'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, divider, header } from './blocks.ts'
import { openOnHomeRow } from './open-session-rows.ts'

/** The soonest open sessions that the member could join; nothing if there are none. */
export const openOnHome = (words: Words, { toJoin, hasMoreToJoin }: HomeState): KnownBlock[] =>
  toJoin.length === 0
    ? []
    : [
        header(words.headings.openSessions),
        // Without lines between them: each begins with a button, and Home has no block to spare.
        ...toJoin.flatMap((one) => openOnHomeRow(words, one)),
        ...(hasMoreToJoin
          ? actions(
              button(words.labels.showAll, actionIds.showOpenSessions, {
                spoken: words.spokenLists.openSessions,
              }),
            )
          : []),
        divider,
      ]
