import type { KnownBlock, ModalView } from '@slack/types'
import type { SessionsState } from '../../store/reads/home.ts'
import { actionIds, sessionsPage } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, header, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { modal } from './modal.ts'
import { sessionRows } from './session-rows.ts'

/** The reader's upcoming sessions in the channel, visible only to them. */
export const sessionsMessage = (words: Words, state: SessionsState): Message =>
  message([header(words.headings.sessions), ...sessionsList(words, state)])

/** The same over Home, which shows only the first of them. */
export const sessionsModal = (words: Words, state: SessionsState): ModalView =>
  modal(words, { title: words.headings.sessions, blocks: sessionsList(words, state) })

const sessionsList = (
  words: Words,
  { member, now, sessions: { items, previous, next } }: SessionsState,
): KnownBlock[] =>
  stack(
    sessionRows(words, items, member, now),
    actions(
      ...(previous !== null ? [pageButton(words, 'earlierSessions', { before: previous })] : []),
      ...(next !== null ? [pageButton(words, 'laterSessions', { after: next })] : []),
    ),
  )

const pageButton = (
  words: Words,
  which: 'earlierSessions' | 'laterSessions',
  from: { before: number } | { after: number },
) => button(words.labels[which], actionIds[which], { value: sessionsPage.encode({ from }) })
