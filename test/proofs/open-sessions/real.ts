import { intent, type MemberId, memberId, type SessionId, type WorkspaceId } from '../../../src/domain/ids.ts'
import { DAY, HOUR, type Instant } from '../../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import type { InWorkspace } from '../../../src/store/sql/transaction.ts'
import { txOver } from '../../../src/store/sql/tx.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account, MONDAY_10_UTC, testClock } from '../../support/world.ts'
import { type Command, LOOKED_WITHIN, type Place, type Seat, SLOTS } from './model.ts'

/** Changes a statement before it runs, to check that the model notices. */
export type Fault = (sql: string) => string

export type Standing = { seated: Seat[]; waiting: Place[] }

export type Done = {
  word: string
  /** Who was sent a new message about an open session, but for its mentor. */
  told: readonly string[]
  /** The sessions that the app looked at, in its order. */
  looks: readonly number[]
  /** Who has the seats and who waits, of each session that is not cancelled, in the order in which they were made. */
  state: readonly Standing[]
}

/** Where a history begins. */
export type Start = {
  workspace: WorkspaceId
  now: Instant
  /** The open sessions that there are, in the order in which they were made. */
  sessions: readonly { id: SessionId; mentor: MemberId }[]
}

/** So late that nobody's account is ever old, and Slack is never asked. */
export const SEEN_AT = MONDAY_10_UTC + 30 * DAY

const startOf = (slot: number) => MONDAY_10_UTC + (SLOTS[slot] ?? 0)

const word = (answer: { outcome: string; reason?: string }) =>
  answer.outcome === 'refused' ? (answer.reason ?? '') : answer.outcome

/** Every statement through `change`; what it answers goes to `hear`. */
const through =
  (real: InWorkspace, change: Fault, hear: (sql: string, rows: readonly object[]) => void): InWorkspace =>
  (workspace, work) =>
    real(workspace, (tx) =>
      work(
        txOver(workspace, async (sql, bindings) => {
          const rows = await tx.rows(change(sql), bindings)
          hear(sql, rows)
          return rows
        }),
      ),
    )

/** The app over its database from there on: the same acts, in its own words. Other histories may be under way beside it. */
export const realOpenSessions = (
  store: InWorkspace,
  { workspace, now, sessions: made }: Start,
  fault: Fault = (sql) => sql,
) => {
  const clock = testClock(now)
  const sessions = [...made]
  const indexOf = (session: unknown) => sessions.findIndex(({ id }) => id === session)
  let looks: number[] = []
  const parts: Parts = {
    inWorkspace: through(store, fault, (sql, rows) => {
      if (sql.includes('look_at <= :now'))
        looks = rows.map((row) => indexOf('session_id' in row && row.session_id))
    }),
    clock,
    nextId: idSource(clock),
    wake: () => {},
  }
  const use = services(parts, async () => 'unavailable')
  let intents = sessions.length
  const nextIntent = () => {
    intents += 1
    return intent(`model ${intents}`)
  }

  const host = async (actor: MemberId, slot: number, seats: number) => {
    const answer = await use.host({
      ...{
        workspace,
        actor,
        title: 'Open',
        description: '',
        topics: [],
        startsAt: startOf(slot),
        minutes: 60,
      },
      ...{
        seats,
        fewest: null,
        location: null,
        audience: 'everyone',
        invited: [],
        announcedIn: null,
        asks: false,
      },
      ...{ releaseHours: null, repeats: null, intent: nextIntent() },
    })
    if (answer.outcome === 'hosted') sessions.push(...answer.made.map(({ id, mentor }) => ({ id, mentor })))
    return word(answer)
  }

  const act = async (command: Command): Promise<string> => {
    if (command.act === 'host') return host(memberId(command.mentor), command.slot, command.seats)
    if (command.act === 'book') {
      const [mentor, mentee] = [memberId(command.mentor), memberId(command.who)]
      const answer = await use.book({
        ...{
          ...asUsual,
          workspace,
          actor: mentor,
          mentor,
          mentee,
          startsAt: startOf(command.slot),
          topic: '',
        },
        ...{ origin: null, confirmed: true, intent: nextIntent() },
      })
      return word(answer)
    }
    if (command.act === 'deactivate') {
      clock.advance(1)
      await use.learn({
        ...{ workspace, seenAt: SEEN_AT + clock.now() },
        account: account(command.who, { isDeactivated: true }),
      })
      clock.advance(LOOKED_WITHIN - 1)
      return 'gone'
    }
    if (command.act === 'wait') {
      clock.advance(command.hours * HOUR)
      return 'waited'
    }
    const session = sessions[command.session]
    if (!session) return 'nothing'
    const on = { workspace, session: session.id }
    if (command.act === 'join') return word(await use.join({ ...on, actor: memberId(command.who), note: '' }))
    if (command.act === 'leave') return word(await use.leave({ ...on, actor: memberId(command.who) }))
    if (command.act === 'answer')
      return word(
        await use.answerSeat({ ...on, actor: memberId(command.who), answer: command.yes ? 'yes' : 'no' }),
      )
    const byMentor = { ...on, actor: session.mentor }
    if (command.act === 'add') return word(await use.add({ ...byMentor, member: memberId(command.who) }))
    if (command.act === 'seats') return word(await use.changeSeats({ ...byMentor, seats: command.seats }))
    if (command.act === 'move')
      return word(await use.moveOpen({ ...byMentor, startsAt: startOf(command.slot), minutes: null }))
    return word(await use.cancelOpen({ ...byMentor, which: 'one', reason: null }))
  }

  /** What is in the database, in one statement that also takes the messages away. */
  const read = async (): Promise<Pick<Done, 'told' | 'state'>> => {
    const rows = await store(workspace, (tx) =>
      tx.rows(/* sql */ `
        with told as (delete from deliveries where workspace_id = :workspace returning notice)
        select o.session_id, s.status,
          array(select m.member_id || ':' || coalesce((extract(epoch from m.held_until) * 1000)::bigint::text, '')
            from session_members m
            where m.workspace_id = :workspace and m.session_id = o.session_id and m.role = 'mentee' and m.active
            order by m.seat) as seated,
          array(select w.member_id || case when w.passed_over_at is null then '' else '!' end from open_session_members w
            where w.workspace_id = :workspace and w.session_id = o.session_id and w.position is not null
            order by w.position) as waiting,
          array(select distinct notice ->> 'to' from told
            where notice ->> 'session' = o.session_id and notice ->> 'kind' = 'session'
              and notice ->> 'announce' = 'true' and notice ->> 'to' <> o.mentor_id) as told
        from open_sessions o join sessions s on s.workspace_id = :workspace and s.id = o.session_id
        where o.workspace_id = :workspace order by o.session_id`),
    )
    const listed = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
    return {
      told: rows
        .flatMap((row) => listed(row.told).map((member) => `${indexOf(row.session_id)} ${member}`))
        .sort(),
      state: rows
        .filter(({ status }) => status === 'scheduled')
        .map((row) => ({
          seated: listed(row.seated).map((seat) => {
            const [name = '', held = ''] = seat.split(':')
            return { name, heldUntil: held === '' ? null : Number(held) - MONDAY_10_UTC }
          }),
          waiting: listed(row.waiting).map((name) => ({
            name: name.replace('!', ''),
            passedOver: name.endsWith('!'),
          })),
        })),
    }
  }

  return {
    does: async (command: Command): Promise<Done> => {
      looks = []
      const done = await act(command)
      if (command.act === 'deactivate' || command.act === 'wait') await use.openSessions.plan(workspace)
      return { word: done, looks, ...(await read()) }
    },
    /** Where it is now. */
    stands: (): Start => ({ workspace, now: clock.now(), sessions: [...sessions] }),
  }
}
