import type { KnownBlock, ModalView } from '@slack/types'
import type { SessionsState } from '../../store/reads/home.ts'
import { actionIds, sessionsPage } from '../ids.ts'
import { headings, labels } from '../text/labels.ts'
import { actions, button, header, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { modal } from './modal.ts'
import { sessionRows } from './session-rows.ts'

/** The reader's upcoming sessions in the channel, visible only to them. */
export const sessionsMessage = (state: SessionsState): Message =>
  message([header(headings.sessions), ...sessionsList(state)])

/** The same over Home, which shows only the first of them. */
export const sessionsModal = (state: SessionsState): ModalView =>
  modal({ title: headings.sessions, blocks: sessionsList(state) })

const sessionsList = ({ member, now, sessions: { items, previous, next } }: SessionsState): KnownBlock[] =>
  stack(
    sessionRows(items, member, now),
    actions(
      ...(previous !== null ? [pageButton('earlierSessions', { before: previous })] : []),
      ...(next !== null ? [pageButton('laterSessions', { after: next })] : []),
    ),
  )

const pageButton = (
  which: 'earlierSessions' | 'laterSessions',
  from: { before: number } | { after: number },
) => button(labels[which], actionIds[which], { value: sessionsPage.encode({ from }) })
