import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { isOpen, otherOf, type Session } from '../../domain/sessions/session.ts'
import { DAY } from '../../domain/time/time.ts'
import { memberOfCalendar } from '../../store/calendar-addresses.ts'
import { findMembers } from '../../store/members.ts'
import { subscribedSessions } from '../../store/reads/subscribed-sessions.ts'
import type { Read } from '../act.ts'

/** A calendar that subscribes keeps only what is still there: what is past stays for a quarter of a year. */
const PAST = 90 * DAY

/** More than anybody has ahead. */
const MOST = 1_000

/** `other`: whom the reader meets in it, an open session's mentor for those who come; the reader in one of their own. */
export type SubscribedSession = { session: Session; other: Member }

export type Subscription = { reader: Member; sessions: readonly SubscribedSession[] }

/** What the calendar under a member's private address shows; undefined if nobody has that address, or no longer an account. */
export const subscription = (
  read: Read,
  { secretHash }: { workspace: WorkspaceId; secretHash: string },
): Promise<Subscription | undefined> =>
  read(async (tx) => {
    const member = await memberOfCalendar(tx, secretHash)
    if (!member) return undefined
    const found = await subscribedSessions(tx, member, read.now() - PAST, MOST)
    const others = found.map((session) => [session, metIn(session, member)] as const)
    const people = await findMembers(tx, [...new Set([member, ...others.map(([, other]) => other)])])
    const reader = people.get(member)
    if (!reader || reader.isDeactivated) return undefined
    const sessions = others.flatMap(([session, id]) => {
      const other = people.get(id)
      return other ? [{ session, other }] : []
    })
    return { reader, sessions }
  })

const metIn = (session: Session, member: MemberId): MemberId =>
  isOpen(session) ? session.mentor : otherOf(session, member)
