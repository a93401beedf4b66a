import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberId, workspaceId } from '../../../src/domain/ids.ts'
import { ownSections } from '../../../src/domain/own-data.ts'
import { MINUTE } from '../../../src/domain/time/time.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { OWN_TABLES } from '../../../src/store/own-data/tables.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { oneRowInEvery } from '../../support/one-row-in-every.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { tracesIn } from '../../support/traces.ts'
import { account, testClock } from '../../support/world.ts'

/** What members typed, or what repeats it: it goes with the one who typed it (journeys/forget-me.test.ts). */
const typed: Readonly<Record<string, string>> = {
  availabilities: 'days_off location weekly',
  directory_slips: 'slip word',
  directory_words: 'word',
  feedback: 'line',
  listings: 'term',
  members: 'full_name home_state name picture title',
  open_session_members: 'note',
  open_sessions: 'description',
  profiles: 'about headline',
  programme_changes: 'value',
  receipts: 'answer outcome',
  requests: 'context_url message',
  session_members: 'note',
  sessions: 'cancel_reason location topic',
  suggestions: 'why',
  topic_names: 'folded',
  topic_words: 'word',
  topics: 'name',
}

/** Ids of things, and words of ours, Slack's, the operator's or the workspace's. Members' ids are found whatever their column. */
const untyped: Readonly<Record<string, string>> = {
  availabilities: 'zone',
  calendar_addresses: 'secret_hash',
  calendar_sources: 'digest etag fault host id kind last_modified read_with secret zone',
  cards: 'channel_id id kind message_ts',
  deliveries: 'id lane merge_key notice once_key order_key outcome reason',
  disconnected_calendars: 'id kind secret sessions',
  feedback: 'answer channel_id message_ts session_id',
  installations: 'bot_id bot_token bot_user_id broken_because enterprise_id refresh_token scopes team_id',
  lanes: 'held_by lane pauses',
  listings: 'listed_as',
  members: 'zone',
  oauth_states: 'state_hash',
  open_session_members: 'channel_id message_ts session_id',
  open_session_topics: 'session_id topic_id',
  open_sessions: 'announced_in audience channel_fault ended_because message_ts series_id session_id',
  profile_topics: 'side topic_id',
  programme_changes: 'id kind setting',
  receipts: 'key',
  report_days: 'numbers',
  report_files: 'file file_id report_id',
  reports: 'channel_id id message_ts period',
  requests: 'accepted_request_id accepted_session_id card_id id intent kind status',
  session_members: 'calendar_file_id channel_id left_because message_ts role seated_by session_id',
  sessions: 'id intent status',
  suggestions: 'channel_id id intent message_ts used_by',
  topic_names: 'topic_id',
  topic_words: 'topic_id',
  topics: 'id merged_into',
  workspaces: 'moved_by name served_by settings',
  written_events: 'session_id source_id state',
}

const WORDS = /* sql */ `
  select c.relname as table, array_agg(cast(a.attname as text) order by a.attname) as columns
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'knex%'
    and a.attnum > 0 and not a.attisdropped and a.attname <> 'workspace_id'
    and format_type(a.atttypid, a.atttypmod) in ('text', 'text[]', 'json', 'jsonb')
  group by c.relname order by 1`

const MEMBERS =
  /(^|_)(member_id|mentor_id|mentee_id|sender_id|receiver_id|other_id|suggester_id|avoided_id|former_id|by)$/

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(2)
})
afterAll(() => database.close())

describe('Every table', () => {
  it('says what My data shows of it, and what Forget me does with it', async () => {
    const { rows } = await database.knex.raw<{ rows: { table: string }[] }>(
      `select c.relname as table from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'knex%' order by 1`,
    )
    expect(Object.keys(OWN_TABLES).sort()).toEqual(rows.map(({ table }) => table).sort())
    const shown = Object.values(OWN_TABLES).flatMap(({ shown }) => ('not' in shown ? [] : shown))
    expect([...new Set(shown)].sort()).toEqual([...ownSections].sort())
  })

  it('has no column for words of which nobody said whether members type them', async () => {
    const { rows } = await database.knex.raw<{ rows: { table: string; columns: string[] }[] }>(WORDS)
    const unsaid = rows.flatMap(({ table, columns }) => {
      const said = `${typed[table] ?? ''} ${untyped[table] ?? ''}`.split(' ')
      const forgotten = OWN_TABLES[table]?.forgotten ?? { otherwise: '' }
      const named = [
        ...('deleted' in forgotten ? forgotten.deleted : []),
        ...('renamed' in forgotten ? forgotten.renamed : []),
      ]
      return columns
        .filter((name) => !said.includes(name) && !named.includes(name))
        .filter((name) => !(table === 'members' && name === 'id'))
        .filter((name) => !(table === 'forgettings' && MEMBERS.test(name)))
        .filter((name) => !(table === 'suggestions' && ['other_id', 'receiver_id'].includes(name)))
        .map((name) => `${table}.${name}`)
    })
    expect(unsaid).toEqual([])
  })

  it.each(['A', 'B', 'C'])('holds nothing of %s any more once they are forgotten', async (letter) => {
    const workspace = workspaceId(`T0OF${letter}`)
    const member = memberId(`U0FORGET${letter}`)
    await database.knex.transaction(async (trx) => {
      await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspace])
      await trx.raw(
        `${oneRowInEvery}
        update sessions set seats = 8 where id = 'first';
        insert into session_members (workspace_id, session_id, member_id, role, busy, seat)
          values ('T', 'second', 'B', 'mentee', '[2030-01-02 09:00Z, 2030-01-02 09:30Z)', 1);`
          .replace(/insert into oauth_states[^;]*;/, '')
          .replaceAll(`'${letter}'`, `'${member}'`)
          .replaceAll(`'T'`, `'${workspace}'`),
      )
    })
    const clock = testClock()
    const parts = { inWorkspace: inWorkspace(database.knex), clock, nextId: idSource(clock), wake: () => {} }
    const use = services(parts, async (_workspace, id) => account(id))
    const before = await tracesIn(database.knex, workspace, [member])
    expect(before.length).toBeGreaterThan(2)
    await use.forgetMe({ workspace, actor: member, formerName: 'A former member' })
    clock.advance(3 * MINUTE)
    await use.forgetting.plan(workspace, 'A former member')
    expect(await tracesIn(database.knex, workspace, [member])).toEqual([])
  })
})
