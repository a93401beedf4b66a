import type { Button, KnownBlock, RichTextBlock } from '@slack/types'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { OpenStanding } from '../../domain/sessions/standing.ts'
import type { OpenOnHome } from '../../store/reads/home-open-sessions.ts'
import type { ListedOpen } from '../../store/reads/open-session-lists.ts'
import type { SessionsState } from '../../store/reads/session-lists.ts'
import { actionIds } from '../ids.ts'
import { webAddress } from '../text/markup.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { actions, button, section, stack } from './blocks.ts'
import { joinOrWaitButton, openSessionButtons, openSessionMenu, placeButton } from './open-session-parts.ts'
import { briefly, described, named } from './peoples-text.ts'

/** Each of many is as good as the next, so none stands out. */
const unstyled = ({ style: _, ...button }: Button): Button => button

const title = ({ topic }: Session): RichTextBlock | undefined =>
  described([], [{ name: topic, isStrong: true }])

/** Among the open sessions that the reader may join, or has joined: its title first, by which they are told apart. */
export const listedOpenRow = (words: Words, item: ListedOpen): KnownBlock[] => {
  const { open, topics, standing } = item
  const { session } = open
  const [only, ...more] = openSessionButtons(words, item).map((button) =>
    standing.is === 'held' ? button : unstyled(button),
  )
  const isOne = only !== undefined && more.length === 0
  return stack(
    title(session),
    section(words.listedOpenRow(session, standing), isOne ? only : undefined),
    described(
      [],
      topics.map(({ name }) => ({ name, isStrong: false })),
    ),
    briefly(open.description),
    only !== undefined && !isOne && actions(only, ...more),
  )
}

/** The same on Home, in two blocks: Home has none to spare. */
export const openOnHomeRow = (words: Words, { session, isInvited }: OpenOnHome): KnownBlock[] =>
  stack(
    title(session),
    section(
      words.listedOpenRow(session, isInvited ? { is: 'invited', isPutAside: false } : { is: 'none' }),
      unstyled(joinOrWaitButton(words, session)),
    ),
  )

type InOpenSession = OpenSession['session']
type Own = Pick<SessionsState, 'member' | 'people' | 'held'>

const standingIn = ({ id, mentor }: Session, { member, held }: Own): OpenStanding => {
  if (mentor === member) return { is: 'mentor' }
  const heldUntil = held.get(id)
  return heldUntil === undefined ? { is: 'seated', by: 'joined' } : { is: 'held', until: heldUntil }
}

/**
 * An open session that the reader is in: when and whose it is, title and place, and all that can be done about it.
 *
 * @param ahead whether it has not begun yet
 */
export const ownOpenRow = (words: Words, session: InOpenSession, own: Own, ahead: boolean): KnownBlock[] => {
  const standing = standingIn(session, own)
  const until = standing.is === 'held' ? words.openStandingLine(standing, session.mentor) : undefined
  const leadsThere = webAddress(session.location.trim()) !== undefined
  const mentor = { fullName: own.people.get(session.mentor)?.fullName ?? '' }
  const open = { session }
  return stack(
    section([words.openSessionRow(session, own.member), ...(until === undefined ? [] : [until])].join('\n')),
    named([
      { name: words.openSessionFields.title, typed: session.topic },
      // A button leads there; or it is not the reader's to know yet.
      {
        name: words.openSessionFields.location,
        typed: leadsThere || standing.is === 'held' ? '' : session.location,
      },
    ]),
    ahead
      ? actions(
          ...openSessionButtons(words, { open, standing }),
          ...openSessionMenu(words, { open, mentor, standing }),
        )
      : actions(...placeButton(words, session)),
  )
}

/** What an open session is called. */
export const titled = (words: Words, { topic }: Session): RichTextBlock | undefined =>
  named([{ name: words.openSessionFields.title, typed: topic }])

/** The reader's own that is over, to be set up again. */
export const ownPastOpenRow = (words: Words, session: Session): KnownBlock[] => {
  const { labels, openSessionButton } = words
  const again = button(labels.hostAgain, actionIds.hostAgain, {
    value: sessionTarget.encode({ session: session.id }),
    spoken: openSessionButton(labels.hostAgain, session.topic),
  })
  return stack(section(words.openSessionRow(session, session.mentor), again), titled(words, session))
}
