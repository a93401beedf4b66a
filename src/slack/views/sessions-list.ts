import type { KnownBlock, ModalView } from '@slack/types'
import type { From } from '../../domain/page.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { PastState, SessionsState } from '../../store/reads/session-lists.ts'
import { actionIds, sessionsPage, sessionsShown } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, divider, header, listed, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { modal } from './modal.ts'
import { pastRows, sessionRows } from './session-rows.ts'

/** The reader's upcoming sessions in the channel, visible only to them. */
export const sessionsMessage = (words: Words, state: SessionsState): Message =>
  message([header(words.headings.sessions), ...sessionsList(words, state)])

/** The same over Home, which shows only the first of them. */
export const sessionsModal = (
  words: Words,
  state: SessionsState,
  from: From<Instant>,
  remark?: string,
): ModalView =>
  modal(words, {
    title: words.headings.sessions,
    private_metadata: sessionsShown.encode({ upcoming: from }),
    blocks: stack(remark !== undefined && [section(remark), divider], sessionsList(words, state)),
  })

/** The reader's sessions that are over. */
export const pastSessionsMessage = (words: Words, state: PastState): Message =>
  message([header(words.headings.pastSessions), ...pastList(words, state)])

export const pastSessionsModal = (words: Words, state: PastState): ModalView =>
  modal(words, { title: words.headings.pastSessions, blocks: pastList(words, state) })

const sessionsList = (words: Words, state: SessionsState): KnownBlock[] => {
  const { items, previous, next } = state.sessions
  return stack(
    items.length === 0 && context(words.noSessions),
    listed(
      sessionRows(words, items, state),
      actions(
        ...pageButton(words, 'earlierSessions', actionIds.earlierSessions, cursorTo('before', previous)),
        ...pageButton(words, 'laterSessions', actionIds.laterSessions, cursorTo('after', next)),
        turnTo(words, 'pastSessions', actionIds.showPastSessions),
        button(words.labels.openSessions, actionIds.showOpenSessions),
      ),
    ),
  )
}

/** Newest first, so that what comes after is older. */
const pastList = (words: Words, state: PastState): KnownBlock[] => {
  const { items, previous, next } = state.sessions
  return stack(
    items.length === 0 && context(words.noPastSessions),
    listed(
      pastRows(words, state),
      actions(
        ...pageButton(words, 'newer', actionIds.newerPastSessions, cursorTo('before', previous)),
        ...pageButton(words, 'older', actionIds.olderPastSessions, cursorTo('after', next)),
        turnTo(words, 'upcomingSessions', actionIds.showSessions),
      ),
    ),
  )
}

type Label = keyof Words['labels']

const cursorTo = (side: 'before' | 'after', cursor: Instant | null): From<Instant> => {
  if (cursor === null) return null
  return side === 'before' ? { before: cursor } : { after: cursor }
}

const pageButton = (words: Words, label: Label, actionId: string, from: From<Instant>) =>
  from === null ? [] : [button(words.labels[label], actionId, { value: sessionsPage.encode({ from }) })]

/** The first page of the other list, in place of this one. */
const turnTo = (words: Words, label: Label, actionId: string) =>
  button(words.labels[label], actionId, { value: sessionsPage.encode({ from: null }) })
