import { type Intent, type MemberId, memberId, type SuggestionId, suggestionId } from '../domain/ids.ts'
import {
  COUNTS_FOR,
  RECENT_FOR,
  type Suggestion,
  type SuggestionFacts,
} from '../domain/suggestions/suggestion.ts'
import type { Instant } from '../domain/time/time.ts'
import { messageIn, type PostedMessage } from './cards.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

export const suggestionColumns = /* sql */ `
  s.id, s.mentor_id, s.mentee_id, s.receiver_id, s.suggester_id, s.why, s.names_suggester, s.suggested_at,
  s.put_aside_at, s.used_by`

export const toSuggestion = (row: Row): Suggestion => ({
  id: suggestionId(text(row, 'id')),
  mentor: memberId(text(row, 'mentor_id')),
  mentee: memberId(text(row, 'mentee_id')),
  receiver: memberId(text(row, 'receiver_id')),
  suggester: memberId(text(row, 'suggester_id')),
  why: text(row, 'why'),
  namesSuggester: flag(row, 'names_suggester'),
  suggestedAt: instant(row, 'suggested_at'),
  putAsideAt: orNull(instant, row, 'put_aside_at'),
  usedBy: orNull((from, column) => oneOf(from, column, ['request', 'session']), row, 'used_by'),
})

/** A suggestion that was passed on, and where its card is. */
export const findSuggestion = async (
  tx: Tx,
  id: SuggestionId,
): Promise<{ suggestion: Suggestion; message: PostedMessage | null } | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${suggestionColumns}, s.channel_id, s.message_ts from suggestions s
    where s.workspace_id = :workspace and s.id = :id and not s.is_dropped`,
    { id },
  )
  return row && { suggestion: toSuggestion(row), message: messageIn(row) }
}

/** Who submitted that, if anybody did. */
export const suggesterByIntent = async (tx: Tx, intent: Intent): Promise<MemberId | undefined> => {
  const [row] = await tx.rows(
    'select suggester_id from suggestions where workspace_id = :workspace and intent = :intent',
    { intent },
  )
  return row && memberId(text(row, 'suggester_id'))
}

type Pair = Pick<Suggestion, 'mentor' | 'mentee' | 'receiver'>

type Counted = Pick<SuggestionFacts, 'thisWeek' | 'isRepeated' | 'takesSuggestions'> & {
  /** The suggester's own of the last 24 hours. */
  today: number
}

/** What suggestions made before, and the receiver's own wish, say about another one. */
export const countSuggestions = async (
  tx: Tx,
  { suggester, mentor, mentee, receiver }: Pair & { suggester: MemberId },
  now: Instant,
): Promise<Counted> => {
  const [row] = await tx.rows(
    /* sql */ `
    select
      (select count(*)::int from suggestions s where s.workspace_id = :workspace and s.suggester_id = :suggester
        and s.suggested_at > :yesterday) as today,
      (select count(*)::int from suggestions s where s.workspace_id = :workspace and s.receiver_id = :receiver
        and not s.is_dropped and s.suggested_at > :lastWeek) as this_week,
      exists (select from suggestions s where s.workspace_id = :workspace and s.receiver_id = :receiver
        and not s.is_dropped and s.suggested_at > :before and s.mentor_id = :mentor and s.mentee_id = :mentee) as is_repeated,
      coalesce((select p.takes_suggestions from profiles p
        where p.workspace_id = :workspace and p.member_id = :receiver), true) as takes_suggestions`,
    {
      ...{ suggester, mentor, mentee, receiver },
      yesterday: new Date(now - RECENT_FOR.aDay),
      lastWeek: new Date(now - RECENT_FOR.aWeek),
      before: new Date(now - COUNTS_FOR),
    },
  )
  if (!row) throw new Error('nothing was counted')
  return {
    today: integer(row, 'today'),
    thisWeek: integer(row, 'this_week'),
    isRepeated: flag(row, 'is_repeated'),
    takesSuggestions: flag(row, 'takes_suggestions'),
  }
}

/**
 * Keeps a suggestion, passed on or dropped by the same statement. Of two of a pair that would both be passed on, which
 * only a forgotten lock allows, the database keeps one.
 */
export const insertSuggestion = (
  tx: LockedTx,
  {
    intent,
    isDropped,
    ...suggestion
  }: Omit<Suggestion, 'putAsideAt' | 'usedBy'> & { intent: Intent; isDropped: boolean },
): void => {
  const { suggestedAt } = suggestion
  tx.write(
    /* sql */ `
    insert into suggestions (workspace_id, id, mentor_id, mentee_id, receiver_id, suggester_id, why, names_suggester,
      intent, suggested_at, counts_until, is_dropped)
    values (:workspace, :id, :mentor, :mentee, :receiver, :suggester, :why, :namesSuggester, :intent, :suggestedAt,
      :countsUntil, :isDropped)
    on conflict do nothing`,
    {
      ...suggestion,
      intent,
      isDropped,
      suggestedAt: new Date(suggestedAt),
      countsUntil: new Date(suggestedAt + COUNTS_FOR),
    },
  )
}

/** The suggestion that a receiver would use by asking for, offering or booking a session in these roles. */
export const usableSuggestion = async (
  tx: Tx,
  { mentor, mentee, receiver }: Pair,
  now: Instant,
): Promise<Suggestion | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${suggestionColumns} from suggestions s
    where s.workspace_id = :workspace and s.receiver_id = :receiver and not s.is_dropped and s.suggested_at > :since
      and s.mentor_id = :mentor and s.mentee_id = :mentee and s.used_by is null`,
    { mentor, mentee, receiver, since: new Date(now - COUNTS_FOR) },
  )
  return row && toSuggestion(row)
}

export const markUsed = (
  tx: LockedTx,
  id: SuggestionId,
  usedBy: NonNullable<Suggestion['usedBy']>,
  now: Instant,
): void =>
  tx.write(
    'update suggestions set used_at = :now, used_by = :usedBy where workspace_id = :workspace and id = :id',
    { id, usedBy, now: new Date(now) },
  )

export const markPutAside = (tx: LockedTx, id: SuggestionId, now: Instant): void =>
  tx.write('update suggestions set put_aside_at = :now where workspace_id = :workspace and id = :id', {
    id,
    now: new Date(now),
  })

export const saveSuggestionMessage = async (
  tx: LockedTx,
  id: SuggestionId,
  message: PostedMessage,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update suggestions set channel_id = :channel, message_ts = :ts where workspace_id = :workspace and id = :id`,
    { id, ...message },
  )
}

/** Those passed on and not used yet whose other side is that member, to anybody: their cards change with the member. */
export const suggestionsAbout = async (
  tx: Tx,
  member: MemberId,
): Promise<readonly { id: SuggestionId; receiver: MemberId }[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.receiver_id from suggestions s
    where s.workspace_id = :workspace and s.other_id = :member and not s.is_dropped and s.used_by is null
    order by s.id`,
    { member },
  )
  return rows.map((row) => ({
    id: suggestionId(text(row, 'id')),
    receiver: memberId(text(row, 'receiver_id')),
  }))
}

/** The same of those that one receiver got about any of these members. */
export const suggestionsTo = async (
  tx: Tx,
  receiver: MemberId,
  others: readonly MemberId[],
  now: Instant,
): Promise<readonly SuggestionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id from suggestions s
    where s.workspace_id = :workspace and s.receiver_id = :receiver and not s.is_dropped and s.suggested_at > :since
      and s.used_by is null and s.other_id = any(:others)
    order by s.id`,
    { receiver, others, since: new Date(now - COUNTS_FOR) },
  )
  return rows.map((row) => suggestionId(text(row, 'id')))
}
