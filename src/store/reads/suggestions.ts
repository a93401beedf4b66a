import type { Topic } from '../../domain/directory/profile.ts'
import { type MemberId, memberId, type SuggestionId } from '../../domain/ids.ts'
import { type Member, type PartnerRefusal, partnerRefusal } from '../../domain/member.ts'
import { beginning, type From, type Page, pageOf } from '../../domain/page.ts'
import { readSettings } from '../../domain/settings.ts'
import { COUNTS_FOR, type Suggestion, suggestedOther } from '../../domain/suggestions/suggestion.ts'
import type { Instant } from '../../domain/time/time.ts'
import { avoidedAmong } from '../avoidances.ts'
import type { PostedMessage } from '../cards.ts'
import { findMembers } from '../members.ts'
import { findProfiles } from '../profiles.ts'
import { flag, orNull, type Row, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { findSuggestion, suggestionColumns, toSuggestion } from '../suggestions.ts'
import { workspaceSettings } from '../workspaces.ts'

/** A suggestion as its receiver sees it. */
export type Suggested = {
  suggestion: Suggestion
  other: Pick<Member, 'id' | 'fullName' | 'picture'>
  headline: string
  /** Why the other cannot be asked now. */
  barred: PartnerRefusal | null
}

/** Everything that the card shows. */
export type SuggestionState = Suggested & {
  /** What the other helps with, or would like to learn. */
  topics: readonly Topic[]
  /** The other left, or one of the two would rather not be matched with the other. */
  isGone: boolean
  message: PostedMessage | null
}

export const suggestionState = async (tx: Tx, id: SuggestionId): Promise<SuggestionState | undefined> => {
  const found = await findSuggestion(tx, id)
  if (!found) return undefined
  const { suggestion, message } = found
  const { other, as } = suggestedOther(suggestion)
  const [members, profiles, avoided, policy] = await Promise.all([
    findMembers(tx, [other]),
    findProfiles(tx, [other]),
    avoidedAmong(tx, suggestion.receiver, [other]),
    workspaceSettings(tx),
  ])
  const member = members.get(other)
  if (!member) return undefined
  const profile = profiles.get(other)
  return {
    ...{ suggestion, message, other: member, headline: profile?.headline ?? '' },
    topics: (as === 'mentor' ? profile?.helpsWith : profile?.learns) ?? [],
    barred: partnerRefusal(suggestion.receiver, member, policy, 'send') ?? null,
    isGone: member.isDeactivated || avoided.size > 0,
  }
}

/** The offset makes it a lookup by key: a plain join might read all members. */
const LISTED = /* sql */ `
  select ${suggestionColumns}, other.id as other_id, other.full_name, other.picture, other.is_bot, other.is_guest,
    other.is_stranger, other.is_paused, w.settings,
    coalesce((select p.headline from profiles p
      where p.workspace_id = :workspace and p.member_id = s.other_id), '') as headline
  from suggestions s
  cross join lateral (
    select m.id, coalesce(m.full_name, m.name) as full_name, m.picture, m.is_bot, m.is_deactivated, m.is_guest,
      m.is_stranger, coalesce((select a.paused from availabilities a
        where a.workspace_id = :workspace and a.member_id = m.id), false) as is_paused
    from members m where m.workspace_id = :workspace and m.id = s.other_id offset 0) other
  join workspaces w on w.workspace_id = :workspace
  where s.workspace_id = :workspace and s.receiver_id = :receiver and not s.is_dropped and s.suggested_at > :since
    and s.used_by is null and not other.is_deactivated
    and not exists (select from avoidances a
      where a.workspace_id = :workspace and a.member_id = s.receiver_id and a.avoided_id = s.other_id)
    and not exists (select from avoidances a
      where a.workspace_id = :workspace and a.member_id = s.other_id and a.avoided_id = s.receiver_id)
  order by s.id desc limit :most`

const toSuggested = (row: Row): Suggested => {
  const suggestion = toSuggestion(row)
  const other = {
    id: memberId(text(row, 'other_id')),
    fullName: text(row, 'full_name'),
    picture: orNull(text, row, 'picture'),
    ...{ isBot: flag(row, 'is_bot'), isGuest: flag(row, 'is_guest'), isStranger: flag(row, 'is_stranger') },
    ...{ isDeactivated: false, isPaused: flag(row, 'is_paused') },
  }
  return {
    suggestion,
    other,
    headline: text(row, 'headline'),
    barred: partnerRefusal(suggestion.receiver, other, readSettings(row.settings), 'send') ?? null,
  }
}

/** More than are passed on to one receiver while they are shown. */
const EVERY = 50

/**
 * What was suggested to a member and not used yet, the newest first: also what they put aside, but nothing about those
 * who left, and nothing between two of whom one avoids the other.
 */
export const suggestedPage = async (
  tx: Tx,
  receiver: MemberId,
  from: From<SuggestionId>,
  size: number,
  now: Instant,
): Promise<Page<Suggested, SuggestionId>> => {
  const { cursor, backwards } = beginning(from)
  const rows = await tx.rows(LISTED, {
    receiver,
    since: new Date(now - COUNTS_FOR),
    most: cursor === null ? size + 1 : EVERY,
  })
  const listed = rows.map(toSuggested)
  const beyond = listed.filter(
    ({ suggestion: { id } }) => cursor === null || (backwards ? id > cursor : id < cursor),
  )
  const found = (backwards ? beyond.toReversed() : beyond).slice(0, size + 1)
  return pageOf(found, from, size, ({ suggestion }) => suggestion.id)
}
