import { intent, type MemberId, memberId, type SessionId } from '../../../src/domain/ids.ts'
import { HOUR } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account, MONDAY_10_UTC, world } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'
import { type Command, LOOKED_WITHIN, type Name, type Place, type Seat, SLOTS } from './model.ts'

/** Changes a statement before it runs, to check that the model notices. */
export type Fault = (sql: string) => string

const startOf = (slot: number) => MONDAY_10_UTC + (SLOTS[slot] ?? 0)

/** The app over its database: the same acts, in its own words. */
export const realOpenSessions = async (names: readonly Name[], fault: Fault = (sql) => sql) => {
  const { workspace, parts, clock } = await world([])
  const gone = new Set<string>()
  const use = services(
    {
      ...parts,
      inWorkspace: wrappedStore(parts.inWorkspace, (rows) => (sql, bindings) => rows(fault(sql), bindings)),
    },
    async (_workspace, id) => account(id, { isDeactivated: gone.has(id) }),
  )
  await parts.inWorkspace(workspace, async (tx) => {
    for (const name of names) await meetMember(tx, account(name), clock.now())
  })
  const sessions: { id: SessionId; mentor: MemberId }[] = []
  let intents = 0
  const nextIntent = () => {
    intents += 1
    return intent(`model ${intents}`)
  }
  const word = (answer: { outcome: string; reason?: string }) =>
    answer.outcome === 'refused' ? (answer.reason ?? '') : answer.outcome

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

  const indexOf = (session: unknown) => sessions.findIndex(({ id }) => id === session)

  /** Looks at what is due, which is read before. */
  const look = async (): Promise<readonly number[]> => {
    const due = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(
        /* sql */ `select session_id from open_sessions where workspace_id = :workspace and look_at <= :now
          order by look_at, session_id`,
        { now: new Date(clock.now()) },
      ),
    )
    await use.openSessions.plan(workspace)
    return due.map((row) => indexOf(row.session_id))
  }

  /** Who was sent a new message about an open session, but for its mentor, since the last call. */
  const told = async (): Promise<readonly string[]> => {
    const rows = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(/* sql */ `
        delete from deliveries where workspace_id = :workspace
        returning notice ->> 'kind' as kind, notice ->> 'session' as session, notice ->> 'to' as member,
          notice ->> 'announce' as announce`),
    )
    const anew = rows.flatMap(({ kind, session, member, announce }) => {
      const index = indexOf(session)
      const isTold = kind === 'session' && announce === 'true' && sessions[index]?.mentor !== member
      return index >= 0 && isTold ? [`${index} ${String(member)}`] : []
    })
    return [...new Set(anew)].sort()
  }

  const does = async (
    command: Command,
  ): Promise<{ word: string; told: readonly string[]; looks: readonly number[] }> => {
    const done = await act(command)
    const looks = command.act === 'deactivate' || command.act === 'wait' ? await look() : []
    return { word: done, told: await told(), looks }
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
      gone.add(command.who)
      clock.advance(1)
      await use.learn({
        ...{ workspace, seenAt: clock.now() },
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

  /** Who has the seats and who waits, of each session that is not cancelled, in the order in which they were made. */
  const state = async (): Promise<readonly { seated: Seat[]; waiting: Place[] }[]> => {
    const rows = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(/* sql */ `
        select array(select m.member_id || ':' || coalesce((extract(epoch from m.held_until) * 1000)::bigint::text, '')
            from session_members m
            where m.workspace_id = :workspace and m.session_id = o.session_id and m.role = 'mentee' and m.active
            order by m.seat) as seated,
          array(select w.member_id || case when w.passed_over_at is null then '' else '!' end from open_session_members w
            where w.workspace_id = :workspace and w.session_id = o.session_id and w.position is not null order by w.position) as waiting
        from open_sessions o join sessions s on s.workspace_id = o.workspace_id and s.id = o.session_id
        where o.workspace_id = :workspace and s.status = 'scheduled' order by o.session_id`),
    )
    const listed = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
    return rows.map((row) => ({
      seated: listed(row.seated).map((seat) => {
        const [name = '', held = ''] = seat.split(':')
        return { name, heldUntil: held === '' ? null : Number(held) - MONDAY_10_UTC }
      }),
      waiting: listed(row.waiting).map((name) => ({
        name: name.replace('!', ''),
        passedOver: name.endsWith('!'),
      })),
    }))
  }

  return { does, state }
}
