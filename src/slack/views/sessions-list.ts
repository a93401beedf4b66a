import type { KnownBlock, ModalView } from '@slack/types'
import type { From } from '../../domain/page.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { PastState, SessionsState } from '../../store/reads/session-lists.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionsPage, sessionsShown } from '../values.ts'
import { actions, button, context, divider, header, listed, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { modal } from './modal.ts'
import { pageButtons } from './page-buttons.ts'
import { pastRows, sessionRows } from './session-rows.ts'
import { subscribeButton } from './subscribe-button.ts'

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
  const { sessions } = state
  const { labels } = words
  const ways = {
    before: { label: labels.earlierSessions, id: actionIds.earlierSessions },
    after: { label: labels.laterSessions, id: actionIds.laterSessions },
  }
  return stack(
    sessions.items.length === 0 && context(words.noSessions),
    listed(
      sessionRows(words, sessions.items, state),
      actions(
        ...pageButtons(sessions, ways, carried),
        turnTo(words, 'pastSessions', actionIds.showPastSessions),
        button(words.labels.openSessions, actionIds.showOpenSessions),
        subscribeButton(words),
      ),
    ),
  )
}

/** Newest first, so that what comes after is older. */
const pastList = (words: Words, state: PastState): KnownBlock[] => {
  const { sessions } = state
  const { labels } = words
  const ways = {
    before: { label: labels.newer, id: actionIds.newerPastSessions },
    after: { label: labels.older, id: actionIds.olderPastSessions },
  }
  return stack(
    sessions.items.length === 0 && context(words.noPastSessions),
    listed(
      pastRows(words, state),
      actions(
        ...pageButtons(sessions, ways, carried),
        turnTo(words, 'upcomingSessions', actionIds.showSessions),
      ),
    ),
  )
}

type Label = keyof Words['labels']

const carried = (from: From<Instant>) => sessionsPage.encode({ from })

/** The first page of the other list, in place of this one. */
const turnTo = (words: Words, label: Label, actionId: string) =>
  button(words.labels[label], actionId, { value: carried(null) })
