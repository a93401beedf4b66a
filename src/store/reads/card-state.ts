import type { CardId } from '../../domain/ids.ts'
import { type AnswerBar, answerBar, type Member } from '../../domain/member.ts'
import type { Request } from '../../domain/requests/request.ts'
import { menteeOf, mentorOf } from '../../domain/requests/request.ts'
import { isOpen as isOpenSession, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type Card, findCard } from '../cards.ts'
import { findMembers } from '../members.ts'
import { countAnsweredBy, latestRequestOfCard, latestRequestUpTo } from '../requests.ts'
import { findSession } from '../sessions.ts'
import { nextSessionOf } from '../sessions-between.ts'
import { integer } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { workspaceSettings } from '../workspaces.ts'

/**
 * Everything that a request card shows. `pending`, `dismissed`, `accepted` and `withdrawn` count the card's requests;
 * `latest` is the newest that was not withdrawn, or the newest of all if all were.
 */
export type CardState = {
  card: Card
  sender: Pick<Member, 'fullName' | 'picture' | 'zone'>
  latest: Request
  pending: number
  dismissed: number
  accepted: number
  /** The highest number on the card: its buttons act on requests up to here. */
  upTo: number
  /**
   * The session that accepted the requests, or one that the sender booked while they wait. Null for an open session that
   * the mentee has left: when it takes place is no longer theirs to know.
   */
  session: Session | null
  /** The requests were accepted by a seat that the mentee has no longer. */
  isSeatGone: boolean
  /** How many of the receiver's offers the latest session request answered. */
  answered: number
  /** Why requests cannot be accepted although they are open. */
  barred: AnswerBar | null
}

export const cardState = async (tx: Tx, id: CardId, now: Instant): Promise<CardState | undefined> => {
  const [card, newest, [counts]] = await Promise.all([
    findCard(tx, id),
    latestRequestOfCard(tx, id),
    countsOf(tx, id),
  ])
  if (!card || !newest) return undefined
  const standing = counts && counts.standing !== null ? integer(counts, 'standing') : newest.number
  const latest = standing === newest.number ? newest : await latestRequestUpTo(tx, id, standing)
  if (!latest) return undefined
  const acceptedBy = latest.acceptedBy
  const found =
    acceptedBy && 'session' in acceptedBy
      ? await findSession(tx, acceptedBy.session)
      : acceptedBy === null && latest.withdrawnAt === null
        ? await nextSessionOf(tx, mentorOf(latest), menteeOf(latest), now)
        : undefined
  const isSeatGone =
    acceptedBy !== null &&
    found !== undefined &&
    isOpenSession(found) &&
    !found.mentees.includes(menteeOf(latest))
  const session = isSeatGone ? null : (found ?? null)
  const pending = counts ? integer(counts, 'pending') : 0
  const dismissed = counts ? integer(counts, 'dismissed') : 0
  const [members, policy] = await Promise.all([
    findMembers(tx, [card.sender, card.receiver]),
    workspaceSettings(tx),
  ])
  const sender = members.get(card.sender)
  return {
    card,
    sender: sender ?? { fullName: card.sender, picture: null, zone: 'UTC' },
    latest,
    pending,
    dismissed,
    accepted: counts ? integer(counts, 'accepted') : 0,
    upTo: newest.number,
    session,
    isSeatGone,
    answered: newest.kind === 'session_request' ? await countAnsweredBy(tx, latest.id) : 0,
    barred: pending + dismissed > 0 ? answerBar(sender, members.get(card.receiver), policy) : null,
  }
}

const countsOf = (tx: Tx, id: CardId) =>
  tx.rows(
    /* sql */ `
    select count(*) filter (where status = 'pending' and withdrawn_at is null)::int as pending,
      count(*) filter (where status = 'dismissed' and withdrawn_at is null)::int as dismissed,
      count(*) filter (where status = 'accepted')::int as accepted,
      max(number) filter (where withdrawn_at is null) as standing
    from requests where workspace_id = :workspace and card_id = :id`,
    { id },
  )
