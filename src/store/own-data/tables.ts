import type { OwnSection } from '../../domain/own-data.ts'

/** What becomes of a table's rows when a member is forgotten. */
export type Forgotten =
  /** Rows that name the member in one of these columns are deleted, at once. */
  | { deleted: readonly string[] }
  /**
   * These columns name a former member from then on. `inSteps`: of many rows, a few at a time, and what the member
   * typed in them is emptied (history.ts).
   */
  | { renamed: readonly string[]; inSteps?: true }
  /** Rows that refer to what is deleted, or what else takes care of them. */
  | { otherwise: string }

/** How a table stands to a member: what *My data* shows of it, and what *Forget me* does with it. */
export type OwnTable = { shown: readonly OwnSection[] | { not: string }; forgotten: Forgotten }

const NOBODY = { not: 'It says nothing about a member.' }
const nothing = { shown: NOBODY, forgotten: { otherwise: 'It says nothing about a member.' } } as const

/**
 * Every table, as a member may ask about it. A table that is missing here fails a test, and so does one in which a
 * forgotten member is still found (test/store/own-data). Each column named here begins an index after the workspace, or
 * its table has few rows.
 */
export const OWN_TABLES: Readonly<Record<string, OwnTable>> = {
  availabilities: { shown: ['availability'], forgotten: { deleted: ['member_id'] } },
  avoidances: { shown: ['avoided'], forgotten: { deleted: ['member_id', 'avoided_id'] } },
  calendar_addresses: { shown: ['calendarAddress'], forgotten: { deleted: ['member_id'] } },
  calendar_sources: { shown: ['calendars'], forgotten: { deleted: ['member_id'] } },
  cards: {
    shown: { not: 'It says where the messages about requests are.' },
    forgotten: { renamed: ['sender_id', 'receiver_id'], inSteps: true },
  },
  deliveries: {
    shown: { not: 'It holds no text, only which message about what was sent in the last days.' },
    forgotten: { otherwise: 'What is on its way at once, the rest within minutes (traces.ts).' },
  },
  directory_slips: {
    shown: { not: 'It repeats words of profiles.' },
    forgotten: { otherwise: 'With the last profile or topic that uses the word.' },
  },
  directory_words: {
    shown: { not: 'It repeats words of profiles.' },
    forgotten: { otherwise: 'With the last profile or topic that uses the word.' },
  },
  disconnected_calendars: {
    shown: {
      not: 'It is what takes sessions out of a calendar that was disconnected, for a quarter of an hour.',
    },
    forgotten: { deleted: ['member_id'] },
  },
  feedback: { shown: ['feedback'], forgotten: { deleted: ['member_id'] } },
  forgettings: {
    shown: { not: 'It holds who is being forgotten, for minutes.' },
    forgotten: { otherwise: 'When the last trace is gone.' },
  },
  installations: {
    shown: ['installed'],
    forgotten: { renamed: ['installed_by'] },
  },
  lanes: {
    shown: { not: 'It holds who got a message in the last second.' },
    forgotten: { otherwise: 'Within minutes (traces.ts).' },
  },
  listings: {
    shown: { not: 'It repeats words of profiles.' },
    forgotten: { deleted: ['member_id'] },
  },
  members: { shown: ['account'], forgotten: { otherwise: 'Last: the row itself.' } },
  nudges: { shown: ['nudged'], forgotten: { deleted: ['member_id'] } },
  oauth_states: nothing,
  open_session_members: { shown: ['openSessions'], forgotten: { deleted: ['member_id'] } },
  open_session_topics: {
    shown: ['sessions'],
    forgotten: { otherwise: 'Those of sessions whose mentor they were (history.ts).' },
  },
  open_sessions: { shown: ['sessions'], forgotten: { renamed: ['mentor_id'], inSteps: true } },
  organisers: { shown: ['organising'], forgotten: { deleted: ['member_id'] } },
  profile_topics: { shown: ['profile'], forgotten: { deleted: ['member_id'] } },
  profiles: { shown: ['profile'], forgotten: { deleted: ['member_id'] } },
  programme_changes: { shown: ['programmeChanges'], forgotten: { renamed: ['changed_by', 'member_id'] } },
  receipts: {
    shown: { not: 'It holds what was answered in the last two days, so that nothing is done twice.' },
    forgotten: { otherwise: 'What they say is emptied within minutes (traces.ts).' },
  },
  report_days: nothing,
  report_files: {
    shown: { not: 'It says where the files of a report are.' },
    forgotten: { otherwise: 'With the report.' },
  },
  reports: { shown: ['reports'], forgotten: { deleted: ['member_id'] } },
  requests: {
    shown: ['requestsSent', 'requestsReceived'],
    forgotten: { renamed: ['sender_id', 'receiver_id', 'suggested_by'], inSteps: true },
  },
  session_members: { shown: ['sessions'], forgotten: { renamed: ['member_id'], inSteps: true } },
  sessions: {
    shown: ['sessions'],
    forgotten: {
      renamed: ['booked_by', 'moved_by', 'edited_by', 'cancelled_by', 'suggested_by'],
      inSteps: true,
    },
  },
  suggestions: {
    shown: ['suggestionsMade', 'suggestionsReceived'],
    forgotten: { deleted: ['mentor_id', 'mentee_id', 'suggester_id'] },
  },
  topic_names: { shown: ['profile'], forgotten: { otherwise: 'With its topic.' } },
  topic_words: { shown: ['profile'], forgotten: { otherwise: 'With its topic.' } },
  topics: {
    shown: ['profile'],
    forgotten: { otherwise: 'One that only this member used; others use the rest (topics.ts).' },
  },
  workspaces: nothing,
  written_events: {
    shown: { not: 'It says which sessions, shown elsewhere, stand in a calendar of theirs.' },
    forgotten: { deleted: ['member_id'] },
  },
}
