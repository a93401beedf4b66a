import { type Intent, type MemberId, suggestionId, type WorkspaceId } from '../../domain/ids.ts'
import { type Member, type MentoringRole, partnerRefusal, type WorkspacePolicy } from '../../domain/member.ts'
import { isDropped, SUGGESTION_LIMITS } from '../../domain/suggestions/suggestion.ts'
import type { Instant } from '../../domain/time/time.ts'
import { avoidedAmong, avoidedBy } from '../../store/avoidances.ts'
import { openBetween } from '../../store/open-requests.ts'
import { nextSessionOf } from '../../store/sessions-between.ts'
import { countSuggestions, insertSuggestion, suggesterByIntent } from '../../store/suggestions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { homeNotices, suggestionNotice } from '../notices.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'

export type Suggesting = {
  workspace: WorkspaceId
  actor: MemberId
  mentor: MemberId
  mentee: MemberId
  /** Which of the two gets it. */
  to: MentoringRole
  /** May be empty; at most `SUGGESTION_LIMITS.why` characters. */
  why: string
  /** Whether a request or session that comes of it says who suggested it. */
  namesSuggester: boolean
  intent: Intent
}

/** All that a suggester ever learns, whatever becomes of it. */
export type PassedOn = { outcome: 'passed_on' }

/**
 * Suggests a mentor to a mentee, or the other way round. What its suggester could know anyway is refused; all else drops
 * it silently, and costs the same statements and the same waiting (spec 7-directory, Suggest).
 */
export const suggest = async (act: Act, suggesting: Suggesting): Promise<PassedOn | Refusal> => {
  const { actor, mentor, mentee, why } = suggesting
  if (why.length > SUGGESTION_LIMITS.why)
    return refuse({ reason: 'why_too_long', limit: SUGGESTION_LIMITS.why })
  if (actor === mentor) return refuse({ reason: 'suggests_self_as_mentor', member: mentor })
  if (actor === mentee) return refuse({ reason: 'suggests_self_as_mentee', member: mentee })
  if (mentor === mentee) return refuse({ reason: 'same_member', member: mentee })
  return act({ members: [actor, mentor, mentee] }, (tx) => pass(tx, suggesting))
}

const pass = async (tx: MemberTx, suggesting: Suggesting): Promise<PassedOn | Refusal> => {
  const { actor, mentor, mentee, intent } = suggesting
  const now = tx.now()
  const { members, earlier, policy, counted, ...drops } = await readFacts(tx, suggesting, now)
  const [first, second] = [members.get(mentor), members.get(mentee)]
  if (!first) return tx.unmet(mentor)
  if (!second) return tx.unmet(mentee)
  if (earlier) return earlier === actor ? { outcome: 'passed_on' } : refuse({ reason: 'not_found' })

  const refused = refuseActor(members.get(actor), policy) ?? refuseOne(actor, [first, second], policy)
  if (refused) return refused
  const { today, ...counts } = counted
  if (today >= SUGGESTION_LIMITS.aDay) {
    return refuse({ reason: 'too_many_suggestions', limit: SUGGESTION_LIMITS.aDay })
  }

  const receiver = suggesting.to === 'mentor' ? first : second
  const { workspace: _workspace, actor: suggester, to: _to, ...said } = suggesting
  const id = suggestionId(tx.nextId())
  insertSuggestion(tx, {
    ...{ ...said, id, intent, suggester, receiver: receiver.id, suggestedAt: now },
    isDropped: isDropped({ ...counts, ...drops, receiverIsPaused: receiver.isPaused }),
  })
  // For one that was dropped too: its delivery finds nothing to pass on.
  tx.tell([suggestionNotice(id, receiver.id, true), ...homeNotices(receiver.id)])
  return { outcome: 'passed_on' }
}

/** Everything that decides, asked for together behind the locks: one round trip, and the same one for all. */
const readFacts = async (tx: MemberTx, suggesting: Suggesting, now: Instant) => {
  const { actor, mentor, mentee, to, intent } = suggesting
  const receiver = to === 'mentor' ? mentor : mentee
  const pair = { mentor, mentee, receiver, suggester: actor }
  const [members, earlier, policy, counted, eachOther, avoided, open, session] = await Promise.all([
    tx.held,
    suggesterByIntent(tx, intent),
    workspaceSettings(tx),
    countSuggestions(tx, pair, now),
    avoidedAmong(tx, mentor, [mentee]),
    avoidedBy(tx, receiver),
    openBetween(tx, mentor, mentee),
    nextSessionOf(tx, mentor, mentee, now),
  ])
  return {
    ...{ members, earlier, policy, counted },
    isAvoided: eachOther.size > 0 || avoided.includes(actor),
    haveMet: open.length > 0 || session !== undefined,
  }
}

/** Why neither may be suggested to the other. Whether they take new requests now does not matter. */
const refuseOne = (
  actor: MemberId,
  members: readonly Member[],
  policy: WorkspacePolicy,
): Refusal | undefined => {
  for (const member of members) {
    const barred = partnerRefusal(actor, member, policy, 'answer')
    if (barred) return refuse({ reason: barred, member: member.id })
  }
  return undefined
}
