import { type CardId, cardId, type MemberId, memberId, type SessionId, sessionId } from '../../domain/ids.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import { messageIn, type PostedMessage } from '../cards.ts'
import { flag, oneOf, orNull, type Row, text } from '../sql/row.ts'
import type { LockedTx } from '../sql/tx.ts'

/** In the others' history the former member stands for the member from now on. */
export type Renaming = { member: MemberId; former: MemberId }

/** The card of theirs, or of a request of theirs, as it is now. */
export type RenamedCard = {
  card: CardId
  sender: MemberId
  receiver: MemberId
  kind: RequestKind
}

const toCard = (row: Row): RenamedCard => ({
  card: cardId(text(row, 'card_id')),
  sender: memberId(text(row, 'sender_id')),
  receiver: memberId(text(row, 'receiver_id')),
  kind: oneOf(row, 'kind', ['offer', 'session_request']),
})

const messagesIn = (rows: readonly Row[]): readonly PostedMessage[] =>
  rows.map(messageIn).filter((message) => message !== null)

/** What a step renamed, of which there may be more. `own`: messages in the member's own DM, which nothing finds any more. */
export type Step<Renamed> = { renamed: readonly Renamed[]; own: readonly PostedMessage[] }

const CARDS = /* sql */ `
  with picked as materialized (
    (select id, channel_id, message_ts, true as is_own from cards
      where workspace_id = :workspace and receiver_id = :member limit :limit)
    union all
    (select id, channel_id, message_ts, false from cards
      where workspace_id = :workspace and sender_id = :member limit :limit)
    limit :limit)
  update cards c set
    sender_id = case when c.sender_id = :member then :former else c.sender_id end,
    receiver_id = case when c.receiver_id = :member then :former else c.receiver_id end,
    channel_id = case when p.is_own then null else c.channel_id end,
    message_ts = case when p.is_own then null else c.message_ts end
  from picked p where c.workspace_id = :workspace and c.id = p.id
  returning c.id as card_id, c.sender_id, c.receiver_id, c.kind,
    case when p.is_own then p.channel_id end as channel_id, case when p.is_own then p.message_ts end as message_ts`

export const renameInCards = async (
  tx: LockedTx,
  renaming: Renaming,
  limit: number,
): Promise<Step<RenamedCard>> => {
  const rows = await tx.rows(CARDS, { ...renaming, limit })
  return { renamed: rows.map(toCard), own: messagesIn(rows) }
}

const REQUESTS = /* sql */ `
  with picked as materialized (
    (select id from requests where workspace_id = :workspace and sender_id = :member limit :limit)
    union all
    (select id from requests where workspace_id = :workspace and receiver_id = :member limit :limit)
    limit :limit)
  update requests r set
    sender_id = case when r.sender_id = :member then :former else r.sender_id end,
    receiver_id = case when r.receiver_id = :member then :former else r.receiver_id end,
    message = case when r.sender_id = :member then '' else r.message end,
    context_url = case when r.sender_id = :member then null else r.context_url end
  from picked p where r.workspace_id = :workspace and r.id = p.id
  returning r.card_id, r.sender_id, r.receiver_id, r.kind`

/** With what the member wrote in those that they sent. */
export const renameInRequests = async (
  tx: LockedTx,
  renaming: Renaming,
  limit: number,
): Promise<Step<RenamedCard>> => ({
  renamed: (await tx.rows(REQUESTS, { ...renaming, limit })).map(toCard),
  own: [],
})

const SUGGESTED_REQUESTS = /* sql */ `
  with picked as materialized (
    select id from requests where workspace_id = :workspace and suggested_by = :member limit :limit)
  update requests r set suggested_by = null from picked p
  where r.workspace_id = :workspace and r.id = p.id
  returning r.card_id, r.sender_id, r.receiver_id, r.kind`

/** Nothing says any more that they suggested these. */
export const dropSuggesterOfRequests = async (
  tx: LockedTx,
  { member }: Renaming,
  limit: number,
): Promise<Step<RenamedCard>> => ({
  renamed: (await tx.rows(SUGGESTED_REQUESTS, { member, limit })).map(toCard),
  own: [],
})

export type RenamedSession = { session: SessionId; isMentor: boolean }

const SEATS = /* sql */ `
  with picked as materialized (
    (select session_id, channel_id, message_ts, role from session_members
      where workspace_id = :workspace and member_id = :member and active order by busy_until limit :limit)
    union all
    (select session_id, channel_id, message_ts, role from session_members
      where workspace_id = :workspace and member_id = :member and not active order by busy_until limit :limit)
    limit :limit)
  update session_members m set member_id = :former, note = case when m.note is null then null else '' end,
    channel_id = null, message_ts = null, calendar_file_id = null, calendar_sequence = null, calendar_shared = false
  from picked p
  where m.workspace_id = :workspace and m.session_id = p.session_id and m.member_id = :member
  returning p.session_id, p.role = 'mentor' as is_mentor, p.channel_id, p.message_ts`

/**
 * Who wrote a topic or place last is known, and who else did before is not: one that was edited may hold the member's
 * words whoever edited it. Open sessions are their mentor's alone.
 */
const SESSIONS = /* sql */ `
  update sessions s set
    booked_by = case when s.booked_by = :member then :former else s.booked_by end,
    moved_by = case when s.moved_by = :member then :former else s.moved_by end,
    edited_by = case when s.edited_by = :member then :former else s.edited_by end,
    cancelled_by = case when s.cancelled_by = :member then :former else s.cancelled_by end,
    cancel_reason = case when s.cancelled_by = :member then null else s.cancel_reason end,
    topic = case when s.id = any(cast(:asMentor as text[])) and s.seats is not null
        or s.seats is null and (s.booked_by = :member or s.edited_by is not null) then '' else s.topic end,
    location = case when s.id = any(cast(:asMentor as text[])) or s.seats is null and s.edited_by is not null
      then '' else s.location end
  where s.workspace_id = :workspace and s.id = any(:sessions)`

const OPEN_SESSIONS = /* sql */ `
  update open_sessions set mentor_id = :former, description = ''
  where workspace_id = :workspace and session_id = any(:sessions) and mentor_id = :member`

const TOPICS_OF_OPEN = /* sql */ `
  delete from open_session_topics where workspace_id = :workspace and session_id = any(:sessions)`

/** With what the member wrote in these sessions. */
export const renameInSessions = async (
  tx: LockedTx,
  renaming: Renaming,
  limit: number,
): Promise<Step<RenamedSession>> => {
  const rows = await tx.rows(SEATS, { ...renaming, limit })
  const renamed = rows.map((row) => ({
    session: sessionId(text(row, 'session_id')),
    isMentor: flag(row, 'is_mentor'),
  }))
  const asMentor = renamed.filter(({ isMentor }) => isMentor).map(({ session }) => session)
  const sessions = renamed.map(({ session }) => session)
  if (sessions.length > 0) tx.write(SESSIONS, { ...renaming, asMentor, sessions })
  if (asMentor.length > 0) {
    tx.write(OPEN_SESSIONS, { ...renaming, sessions: asMentor })
    tx.write(TOPICS_OF_OPEN, { sessions: asMentor })
  }
  return { renamed, own: messagesIn(rows) }
}

const SUGGESTED_SESSIONS = /* sql */ `
  with picked as materialized (
    select id from sessions where workspace_id = :workspace and suggested_by = :member limit :limit)
  update sessions s set suggested_by = null from picked p where s.workspace_id = :workspace and s.id = p.id
  returning s.id as session_id`

export const dropSuggesterOfSessions = async (
  tx: LockedTx,
  { member }: Renaming,
  limit: number,
): Promise<Step<RenamedSession>> => ({
  renamed: (await tx.rows(SUGGESTED_SESSIONS, { member, limit })).map((row) => ({
    session: sessionId(text(row, 'session_id')),
    isMentor: false,
  })),
  own: [],
})

export type Reader = { session: SessionId; member: MemberId }

const toReader = (row: Row): Reader => ({
  session: sessionId(text(row, 'session_id')),
  member: memberId(text(row, 'member_id')),
})

const ASKED = /* sql */ `
  select f.session_id, f.member_id from feedback f
  where f.workspace_id = :workspace and f.session_id = any(:sessions) and f.message_ts is not null
    and (f.session_id = any(:toAll) or exists (
      select from session_members m
      where m.workspace_id = :workspace and m.session_id = f.session_id and m.member_id = f.member_id
        and m.role = 'mentor'))
  order by f.session_id, f.member_id`

/** Who has a message about them that names the former member: all of whom they were the mentor, else the mentor. */
export const readersOf = async (
  tx: LockedTx,
  renamed: readonly RenamedSession[],
): Promise<{
  readers: readonly Reader[]
  /** The same of the questions about them. */
  asked: readonly Reader[]
  announcements: readonly { session: SessionId; channel: string }[]
}> => {
  const sessions = renamed.map(({ session }) => session)
  const toAll = renamed.filter(({ isMentor }) => isMentor).map(({ session }) => session)
  if (sessions.length === 0) return { readers: [], asked: [], announcements: [] }
  const [readers, asked, announcements] = await Promise.all([
    tx.rows(
      /* sql */ `
      select session_id, member_id from session_members
      where workspace_id = :workspace and session_id = any(:sessions) and message_ts is not null
        and (role = 'mentor' or session_id = any(:toAll))
      union
      select session_id, member_id from open_session_members
      where workspace_id = :workspace and session_id = any(:toAll) and message_ts is not null
      order by session_id, member_id`,
      { sessions, toAll },
    ),
    tx.rows(ASKED, { sessions, toAll }),
    tx.rows(
      /* sql */ `
      select o.session_id, o.announced_in, o.message_ts from unnest(cast(:toAll as text[])) as named (id)
      cross join lateral (
        select session_id, announced_in, message_ts from open_sessions
        where workspace_id = :workspace and session_id = named.id offset 0) o
      order by o.session_id`,
      { toAll },
    ),
  ])
  return {
    readers: readers.map(toReader),
    asked: asked.map(toReader),
    announcements: announcements.flatMap((row) => {
      const channel = orNull(text, row, 'announced_in')
      const isPosted = channel !== null && row.message_ts !== null
      return isPosted ? [{ session: sessionId(text(row, 'session_id')), channel }] : []
    }),
  }
}
