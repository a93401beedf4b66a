import type { Knex } from 'knex'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { type Sum, sumsIn } from '../../../src/store/move/copy.ts'
import { dropFence, within } from '../../../src/store/move/fence.ts'
import { moveWorkspace, stayHere } from '../../../src/store/move/move-workspace.ts'
import { tablesToMove } from '../../../src/store/move/tables.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { journey } from '../../support/app.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { peopleOf, tourOfStayers } from '../support/tour.ts'

/** Every how many statements a move is made to die; at full size, at every one. */
const EVERY = Number(process.env.MOVES_EVERY ?? 37)

let here: OwnDatabase
let there: OwnDatabase
beforeAll(async () => {
  here = await ownDatabase(6)
  there = await ownDatabase(3)
}, 120_000)
afterAll(async () => {
  await here.close()
  await there.close()
})

const sumsOf = (knex: Knex, workspace: string): Promise<readonly Sum[]> =>
  knex.transaction(async (trx) => {
    await within(trx, workspaceId(workspace))
    return sumsIn(trx, workspaceId(workspace))
  })

const rowsIn = (sums: readonly Sum[]) => sums.reduce((count, { rows }) => count + Number(rows), 0)

const isServed = (knex: Knex, workspace: string): Promise<boolean> =>
  knex.transaction(async (trx) => {
    await within(trx, workspaceId(workspace))
    const { rows } = await trx.raw(
      'select from workspaces where workspace_id = ? and uninstalled_at is null',
      [workspace],
    )
    return rows.length > 0
  })

const fences = async (knex: Knex): Promise<number> => {
  const { rows } = await knex.raw(
    `select count(*)::int as count from pg_trigger where tgname like 'moving_%' and not tgisinternal`,
  )
  return rows[0].count
}

/** Rows of what the tour leaves empty. */
const elsewhere = [
  `insert into avoidances (workspace_id, member_id, avoided_id) select :id, min(id), max(id) from members where workspace_id = :id`,
  `insert into organisers (workspace_id, member_id, named_at) values (:id, 'U0ADA00001', now()) on conflict do nothing`,
  `insert into programme_changes (workspace_id, id, kind, changed_at, setting, value)
    values (:id, 'one', 'set', now(), 'guests', 'true')`,
  `insert into calendar_addresses (workspace_id, member_id, secret_hash, made_at)
    select :id, min(id), 'hash', now() from members where workspace_id = :id`,
  `insert into calendar_sources (workspace_id, id, member_id, kind, host, secret, read_with, busy, due_at, connected_at)
    select :id, 'one', min(id), 'feed', 'example.com', 'sealed', 'hash', '{[2030-01-01,2030-01-02),[2030-02-01,2030-02-02)}',
      now(), now() from members where workspace_id = :id`,
  `insert into written_events (workspace_id, session_id, member_id, source_id, sequence, state)
    select :id, session_id, member_id, 'one', 0, 'written' from session_members where workspace_id = :id limit 1`,
  `insert into disconnected_calendars (workspace_id, id, member_id, kind, secret, sessions)
    select :id, 'two', min(id), 'google', 'sealed', '{one,two}' from members where workspace_id = :id`,
  `insert into feedback (workspace_id, session_id, member_id, closes_at)
    select :id, session_id, member_id, now() from session_members where workspace_id = :id limit 1
    on conflict do nothing`,
  `insert into forgettings (workspace_id, member_id, former_id, asked_at)
    values (:id, 'U0ADA00001', 'former-one', now())`,
  `insert into report_days (workspace_id, day, numbers) values (:id, current_date, '{}') on conflict do nothing`,
  `insert into reports (workspace_id, id, member_id, period, asked_at) values (:id, 'one', 'U0ADA00001', 'year', now())`,
  `insert into report_files (workspace_id, report_id, file) values (:id, 'one', 'picture')`,
  `insert into nudges (workspace_id, member_id, last_at)
    select :id, min(id), now() from members where workspace_id = :id on conflict do nothing`,
  `insert into open_session_topics (workspace_id, session_id, topic_id, place)
    select :id, min(o.session_id), min(t.id), 1 from open_sessions o, topics t
    where o.workspace_id = :id and t.workspace_id = :id on conflict do nothing`,
  `insert into installations (workspace_id, team_id, bot_token, refresh_token, expires_at, bot_id, bot_user_id, scopes,
      installed_by, installed_at)
    values (:id, :id, 'sealed', 'sealed', now(), 'B', 'U', '{commands}', 'U0ADA00001', now())`,
]

let names = 0
const move = (workspace: string, from: OwnDatabase, to: OwnDatabase) => {
  names += 1
  return moveWorkspace({ from, to, workspace, name: `move ${names}` })
}

/** The move, whose process dies before the statement with that number, or not at all. @returns whether it died */
const moveAndDie = async (workspace: string, from: OwnDatabase, to: OwnDatabase, at: number) => {
  let count = 0
  const dead = new Error('the process died')
  const listen = () => {
    count += 1
    if (count === at) throw dead
  }
  for (const { knex } of [from, to]) knex.on('query', listen)
  try {
    await move(workspace, from, to)
    return false
  } catch (error) {
    if (error !== dead) throw error
    return true
  } finally {
    for (const { knex } of [from, to]) knex.removeListener('query', listen)
  }
}

it('a workspace moves with every row, whatever its move dies of, and is served in one place at most', {
  timeout: 0,
}, async () => {
  const before = await journey({ database: here })
  const people = peopleOf(before)
  for (const { act } of tourOfStayers) {
    before.clock.advance(1_000)
    await act(people)
    await before.settle()
  }
  const { id } = before.slack.state.team
  const other = await journey({ database: here })
  await here.knex.transaction(async (trx) => {
    await within(trx, workspaceId(id))
    for (const sql of elsewhere) await trx.raw(sql, { id })
  })
  const original = await sumsOf(here.knex, id)
  expect(original.filter(({ rows }) => rows === '0').map(({ table }) => table)).toEqual([])
  const data = (sums: readonly Sum[], table: string[] = ['workspaces']) =>
    sums.filter((sum) => !table.includes(sum.table))
  // These say that they move while they do.
  const marked = ['workspaces', 'installations']

  let [from, to] = [here, there]
  let deaths = 0
  for (let at = 1; ; at += EVERY) {
    const died = await moveAndDie(id, from, to, at)
    if (died) {
      deaths += 1
      const [left, come] = [await sumsOf(from.knex, id), await sumsOf(to.knex, id)]
      expect([data(left, marked), data(come, marked)]).toContainEqual(data(original, marked))
      const served = [await isServed(from.knex, id), await isServed(to.knex, id)]
      expect([at, served]).not.toEqual([at, [true, true]])
      await move(id, from, to)
    }
    const come = await sumsOf(to.knex, id)
    expect([at, data(come)]).toEqual([at, data(original)])
    expect([at, rowsIn(await sumsOf(from.knex, id)), await fences(from.knex)]).toEqual([at, 0, 0])
    expect(await isServed(to.knex, id)).toBe(true)
    ;[from, to] = [to, from]
    if (!died) break
  }
  expect(deaths).toBeGreaterThan(200 / EVERY)
  // Nobody else moved, and what is written next comes last.
  expect(await isServed(here.knex, other.slack.state.team.id)).toBe(true)
  const { rows } = await from.knex.raw(
    `select nextval(pg_get_serial_sequence('deliveries', 'position')) > (select max(position) from deliveries) as is_last`,
  )
  expect(rows).toEqual([{ is_last: true }])
})

it('while it moves, nothing can change in it, and members are told to try again; others go on', {
  timeout: 0,
}, async () => {
  const [moving, staying] = [await journey({ database: here }), await journey({ database: here })]
  const { id } = moving.slack.state.team
  await moving.as('ben').command('/mentor', 'offer @ada I can help')
  await moving.settle()
  // It dies when all is copied.
  let copied = false
  const listen = ({ sql }: { sql: string }) => {
    if (sql.includes('json_populate_recordset')) copied = true
    if (copied && /^update installations/.test(sql)) throw new Error('the process died')
  }
  there.knex.on('query', listen)
  await expect(move(id, here, there)).rejects.toThrow('the process died')
  there.knex.removeListener('query', listen)

  const answer = await moving.as('ben').command('/mentor', 'offer @ada Once more')
  expect(JSON.stringify(answer)).toContain('Something went wrong')
  expect(moving.takeErrors().length).toBeGreaterThan(0)
  await staying.as('ben').command('/mentor', 'offer @ada I can help')
  await staying.settle()
  expect(staying.as('ada').dm()).toHaveLength(1)

  // All of it arrived: now it can neither stay nor go elsewhere.
  await expect(stayHere(here, id)).rejects.toThrow(`${id} arrived in the other database`)
  await expect(stayHere(there, id)).rejects.toThrow(`${id} is not being moved from this database`)
  const third = await ownDatabase(3)
  await expect(move(id, here, third)).rejects.toThrow('arrived in another database before its move died')
  await third.close()
  await move(id, here, there)
  expect(await isServed(there.knex, id)).toBe(true)
  expect(rowsIn(await sumsOf(here.knex, id))).toBe(0)
})

it('in all other workspaces nobody waits for the end of a move, even while somebody holds what it needs', async () => {
  const { knex } = here
  const reads = (trx: Knex) => trx.raw('select 1 from members limit 1')
  await knex.raw(
    `create trigger "moving_T0GONE" before update on members for each row execute function suppress_redundant_updates_trigger()`,
  )
  const holder = await knex.transaction()
  await reads(holder)
  const dropping = dropFence(knex, workspaceId('T0GONE'))
  const waitsForMembers = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'lock table%'`
  while ((await knex.raw(waitsForMembers)).rows.length === 0);
  // It gets its turn while the lock is still held, since the end of the move gives up and tries again.
  await reads(knex)
  await holder.rollback()
  await dropping
  expect(await fences(knex)).toBe(0)
})

it('is not over if something arrives other than it was: nothing is there, and here it waits for the next try', {
  timeout: 0,
}, async () => {
  const moving = await journey({ database: here })
  const { id } = moving.slack.state.team
  await moving.as('ben').command('/mentor', 'offer @ada I can help')
  await moving.settle()
  let before = (await sumsOf(here.knex, id)).filter(({ table }) => table !== 'workspaces')
  await there.knex.raw(`
    create function spoil() returns trigger language plpgsql as 'begin new.name = new.name || ''.''; return new; end';
    create trigger spoil before insert on members for each row execute function spoil()`)
  await expect(move(id, here, there)).rejects.toThrow(
    'Not everything arrived as it was: members. Nothing was moved',
  )
  expect(rowsIn(await sumsOf(there.knex, id))).toBe(0)
  expect((await sumsOf(here.knex, id)).filter(({ table }) => table !== 'workspaces')).toEqual(before)
  // Whoever cannot mend that lets it stay.
  expect([await isServed(here.knex, id), await fences(here.knex)]).toEqual([false, tablesToMove.length])
  await stayHere(here, id)
  expect([await isServed(here.knex, id), await fences(here.knex)]).toEqual([true, 0])
  await moving.as('ben').command('/mentor', 'request @ada Teach me')
  await moving.settle()
  expect(moving.as('ada').dm()).toHaveLength(2)
  await expect(stayHere(here, id)).rejects.toThrow(`${id} is not being moved`)
  before = (await sumsOf(here.knex, id)).filter(({ table }) => table !== 'workspaces')
  await there.knex.raw('drop function spoil cascade')
  await move(id, here, there)
  expect((await sumsOf(there.knex, id)).filter(({ table }) => table !== 'workspaces')).toEqual(before)
})

it('is refused, and changes nothing, if it could not end well', { timeout: 0 }, async () => {
  const { slack } = await journey({ database: here })
  const { id } = slack.state.team
  const refusals = async (from: OwnDatabase, to: OwnDatabase, workspace: string, sentence: string) => {
    await expect(move(workspace, from, to)).rejects.toThrow(sentence)
    expect([await isServed(here.knex, id), await fences(here.knex)]).toEqual([true, 0])
  }
  await refusals(here, here, id, 'This is the same database')
  await refusals(here, there, 'T0NOBODY', 'There is no workspace T0NOBODY here')
  await refusals(here, there, `T'; drop table members`, 'No workspace has the id')
  const say = (knex: Knex, sql: string) =>
    knex.transaction(async (trx) => {
      await within(trx, workspaceId(id))
      await trx.raw(sql)
    })
  await say(here.knex, `update workspaces set served_by = 'E0GRID' where workspace_id = '${id}'`)
  await refusals(here, there, id, 'served by the installation of its organisation, E0GRID')
  await say(here.knex, `update workspaces set served_by = null where workspace_id = '${id}'`)
  await say(
    here.knex,
    `insert into installations (workspace_id, team_id, bot_token, refresh_token, expires_at, bot_id, bot_user_id, scopes,
        installed_by, installed_at, renewing_until)
      values ('${id}', '${id}', 'sealed', 'sealed', now(), 'B', 'U', '{commands}', 'U0ADA00001', now(), now() + interval '1 hour')`,
  )
  await refusals(here, there, id, 'A new token for ')
  await say(here.knex, `delete from installations where workspace_id = '${id}'`)
  await say(
    there.knex,
    `insert into workspaces (workspace_id, name, installed_at) values ('${id}', 'Another', now())`,
  )
  await refusals(here, there, id, 'is in the other database too')
  await say(there.knex, `delete from workspaces where workspace_id = '${id}'`)
  await migrator(there.knex).down()
  await refusals(here, there, id, 'not at the same migration')
  await migrator(there.knex).up()
  expect(tablesToMove).toContain('members')
})
