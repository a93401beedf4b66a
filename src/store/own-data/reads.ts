import type { MemberId } from '../../domain/ids.ts'
import type { OwnSection } from '../../domain/own-data.ts'
import type { Tx } from '../sql/tx.ts'

/**
 * What is kept about a member, as the member may see it: of what they sent, nothing of what became of it that its sender
 * may not know; of others, what they see of them anyway, so where a session is only while they are in it. Each in a fixed
 * order, a part at a time.
 */
const SECTIONS: Readonly<Record<OwnSection, string>> = {
  account: /* sql */ `
    select m.id, m.name, m.full_name, m.title, m.picture, m.zone, m.is_guest, m.is_stranger, m.is_admin, m.fetched_at,
      m.home_opened_at, m.home_state
    from members m where m.workspace_id = :workspace and m.id = :member`,
  profile: /* sql */ `
    select p.mentors, p.seeks, p.headline, p.about, p.mentee_limit, p.takes_suggestions, p.updated_at,
      array(select (select t.name from topics t where t.workspace_id = :workspace and t.id = o.topic_id)
        from profile_topics o where o.workspace_id = :workspace and o.member_id = :member and o.side = 'helps'
        order by o.place) as helps_with,
      array(select (select t.name from topics t where t.workspace_id = :workspace and t.id = o.topic_id)
        from profile_topics o where o.workspace_id = :workspace and o.member_id = :member and o.side = 'learns'
        order by o.place) as wants_to_learn
    from profiles p where p.workspace_id = :workspace and p.member_id = :member`,
  availability: /* sql */ `
    select a.zone, a.weekly, a.session_minutes, a.buffer_before_minutes, a.buffer_after_minutes, a.notice_minutes,
      a.horizon_days, a.weekly_cap, a.days_off, a.location, a.paused, a.updated_at
    from availabilities a where a.workspace_id = :workspace and a.member_id = :member`,
  avoided: /* sql */ `
    select a.avoided_id as member from avoidances a where a.workspace_id = :workspace and a.member_id = :member
    order by a.avoided_id limit :limit offset :from`,
  requestsSent: /* sql */ `
    select r.id, r.kind, r.receiver_id as to, r.message, r.context_url, r.sent_at, r.withdrawn_at, r.accepted_at
    from requests r where r.workspace_id = :workspace and r.sender_id = :member
    order by r.id limit :limit offset :from`,
  requestsReceived: /* sql */ `
    select r.id, r.kind, r.sender_id as from, r.message, r.context_url, r.sent_at, r.status, r.withdrawn_at, r.accepted_at
    from requests r where r.workspace_id = :workspace and r.receiver_id = :member
    order by r.id limit :limit offset :from`,
  sessions: /* sql */ `
    select s.id, m.role, s.starts_at, s.ends_at, s.topic,
      case when m.left_at is null and m.held_until is null then s.location end as location, s.status, s.booked_by,
      s.booked_at, s.moved_by, s.moved_at, s.edited_by, s.cancelled_by, s.cancel_reason, s.cancelled_at, s.seats, m.note,
      m.held_until, m.seated_by, m.seated_at, m.left_because, m.left_at, (select o.description from open_sessions o
        where o.workspace_id = :workspace and o.session_id = s.id) as description,
      (select jsonb_build_object('audience', o.audience, 'fewest', o.fewest, 'asks', o.asks, 'release_hours',
        o.release_hours, 'announced_in', o.announced_in) from open_sessions o
        where o.workspace_id = :workspace and o.session_id = s.id and o.mentor_id = :member) as terms,
      array(select (select t.name from topics t where t.workspace_id = :workspace and t.id = o.topic_id)
        from open_session_topics o where o.workspace_id = :workspace and o.session_id = s.id order by o.place) as topics,
      array(select w.member_id from session_members w
        where w.workspace_id = :workspace and w.session_id = s.id and w.member_id <> :member and w.left_at is null
          and (s.seats is null or m.role = 'mentor' or w.role = 'mentor') order by w.member_id) as with
    from (
      (select session_id, role, note, held_until, seated_by, seated_at, left_because, left_at from session_members
        where workspace_id = :workspace and member_id = :member and active)
      union all
      (select session_id, role, note, held_until, seated_by, seated_at, left_because, left_at from session_members
        where workspace_id = :workspace and member_id = :member and not active)
      order by session_id limit :limit offset :from) m
    cross join lateral (select * from sessions where workspace_id = :workspace and id = m.session_id offset 0) s
    order by s.id`,
  openSessions: /* sql */ `
    select o.session_id as session, o.invited_at, o.put_aside_at, o.position as place_on_the_waitlist, o.passed_over_at, o.note
    from open_session_members o where o.workspace_id = :workspace and o.member_id = :member
    order by o.session_id limit :limit offset :from`,
  feedback: /* sql */ `
    select f.session_id as session, f.answer, f.answered_at, f.line, f.thanked_at, f.told_at
    from feedback f where f.workspace_id = :workspace and f.member_id = :member
    order by f.session_id limit :limit offset :from`,
  suggestionsMade: /* sql */ `
    select s.mentor_id as mentor, s.mentee_id as mentee, s.receiver_id as told, s.why, s.names_suggester, s.suggested_at
    from suggestions s where s.workspace_id = :workspace and s.suggester_id = :member
    order by s.id limit :limit offset :from`,
  suggestionsReceived: /* sql */ `
    select s.mentor_id as mentor, s.mentee_id as mentee, s.suggester_id as suggested_by, s.why, s.suggested_at,
      s.put_aside_at, s.used_at, s.used_by
    from suggestions s where s.workspace_id = :workspace and s.receiver_id = :member and not s.is_dropped
    order by s.id limit :limit offset :from`,
  nudged: /* sql */ `
    select n.last_at from nudges n where n.workspace_id = :workspace and n.member_id = :member`,
  calendarAddress: /* sql */ `
    select a.made_at from calendar_addresses a where a.workspace_id = :workspace and a.member_id = :member`,
  calendars: /* sql */ `
    select c.kind, c.host, c.writes, c.connected_at, c.read_at, c.fault, c.unclear, c.zone, cast(c.busy as text) as busy,
      c.known_from, c.known_until
    from calendar_sources c where c.workspace_id = :workspace and c.member_id = :member
    order by c.connected_at, c.id limit :limit offset :from`,
  organising: /* sql */ `
    select o.named_at from organisers o where o.workspace_id = :workspace and o.member_id = :member`,
  reports: /* sql */ `
    select r.period, r.asked_at from reports r where r.workspace_id = :workspace and r.member_id = :member
    order by r.asked_at, r.id limit :limit offset :from`,
  programmeChanges: /* sql */ `
    select c.kind, c.changed_at, c.changed_by, c.member_id as member, c.setting, c.value
    from programme_changes c
    where c.workspace_id = :workspace and (c.changed_by = :member or c.member_id = :member)
    order by c.id limit :limit offset :from`,
  installed: /* sql */ `
    select i.installed_at from installations i where i.workspace_id = :workspace and i.installed_by = :member`,
}

/** One row as it is kept: Slack's and our own names for what it holds. */
export type OwnRow = unknown

const asJson = (sql: string) => `select to_jsonb(own) as item from (${sql}) own`
const STATEMENTS = Object.fromEntries(
  Object.entries(SECTIONS).map(([section, sql]) => [section, asJson(sql)]),
) as Readonly<Record<OwnSection, string>>

/** Rows of a section from that place on, at most so many. */
export const ownRowsOf = async (
  tx: Tx,
  section: OwnSection,
  member: MemberId,
  { from, limit }: { from: number; limit: number },
): Promise<readonly OwnRow[]> => {
  const rows = await tx.rows(STATEMENTS[section], { member, from, limit })
  return rows.map(({ item }) => item)
}
