import type { KnownBlock } from '@slack/types'
import { isOpen, otherOf, type Session } from '../../domain/sessions/session.ts'
import type { HomeState } from '../../store/reads/home.ts'
import type { Words } from '../text/words.ts'
import { actions, section, stack } from './blocks.ts'
import { detailsBesideJoin, isAhead, joinButton, sessionActions, sessionRows } from './session-rows.ts'

/** The member's next session, or the one they are in, into which a button still leads. */
export const nextSession = (words: Words, session: Session, own: HomeState): KnownBlock[] => {
  const { member, people, now } = own
  if (isOpen(session)) return sessionRows(words, [session], own).flat()
  const other = people.get(otherOf(session, member))
  const join = joinButton(words, session, other)
  return stack(
    section(words.whenAndWho(session, member)),
    detailsBesideJoin(words, session),
    isAhead(session, now) ? sessionActions(words, session, member, other) : actions(...(join ? [join] : [])),
  )
}
