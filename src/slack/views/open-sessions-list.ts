import type { ActionsBlockElement, KnownBlock, ModalView } from '@slack/types'
import type { SessionId } from '../../domain/ids.ts'
import type { From } from '../../domain/page.ts'
import type { OpenSessionsState } from '../../service/open-sessions/screens.ts'
import { actionIds } from '../ids.ts'
import { limits } from '../limits.ts'
import { type OpenSessionsShown, openSessionsShown } from '../open-session-values.ts'
import type { Words } from '../text/words.ts'
import { actions, button, divider, listed, plainText, section, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { listedOpenRow } from './open-session-rows.ts'
import { pageButtons } from './page-buttons.ts'
import { topicOption } from './topic-menus.ts'

/** Everything, from its beginning. */
export const allOpenSessions: OpenSessionsShown = { topic: null, mentor: null, from: null }

/** A page of the open sessions that the reader may see, soonest first. @param remark on what was pressed last */
export const openSessionsModal = (
  words: Words,
  state: OpenSessionsState,
  from: From<SessionId>,
  remark?: string,
): ModalView => {
  const { sessions, filter } = state
  const { openSessionsList: said, labels } = words
  const shown = { topic: filter.topic, mentor: filter.mentor, from }
  const ways = {
    before: { label: labels.earlierSessions, id: actionIds.earlierOpenSessions },
    after: { label: labels.laterSessions, id: actionIds.laterOpenSessions },
  }
  return modal(words, {
    private_metadata: openSessionsShown.encode(shown),
    title: words.headings.openSessions,
    blocks: stack(
      remark !== undefined && [section(remark), divider],
      filter.mentor !== null && section(said.of(filter.mentor)),
      actions(...filters(words, state)),
      sessions.items.length === 0 && none(words, state),
      listed(
        sessions.items.map((item) => listedOpenRow(words, item)),
        actions(...pageButtons(sessions, ways, (page) => openSessionsShown.encode({ ...shown, from: page }))),
      ),
    ),
  })
}

/** By topic; and the way back to all, where not all are shown. */
const filters = (words: Words, { filter, topic }: OpenSessionsState): ActionsBlockElement[] => [
  {
    type: 'external_select',
    action_id: actionIds.filterOpenSessions,
    min_query_length: 0,
    placeholder: plainText(words.openSessionsList.topicPlaceholder, limits.placeholder),
    ...(topic && { initial_option: topicOption(topic) }),
  },
  ...(filter.topic === null && filter.mentor === null ? [] : [showAll(words)]),
]

const none = ({ openSessionsList: { none }, labels }: Words, { filter }: OpenSessionsState): KnownBlock[] => {
  if (filter.mentor !== null) return [section(none.mentor(filter.mentor))]
  if (filter.topic !== null) return [section(none.topic)]
  return [section(none.any, button(labels.hostSession, actionIds.hostSession))]
}

const showAll = ({ labels, spokenLists }: Words) =>
  button(labels.showAll, actionIds.showOpenSessions, {
    value: openSessionsShown.encode(allOpenSessions),
    spoken: spokenLists.openSessions,
  })
