import { intent, type MemberId, memberId, type SessionId } from '../../../src/domain/ids.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { services } from '../../../src/service/services.ts'
import { meetMember } from '../../../src/store/members.ts'
import { asUsual } from '../../support/as-usual.ts'
import { account, MONDAY_10_UTC, world } from '../../support/world.ts'
import { wrappedStore } from '../../support/wrapped-store.ts'
import type { Command, Name, Place } from './model.ts'

/** Changes a statement before it runs, to check that the model notices. */
export type Fault = (sql: string) => string

const startOf = (slot: number) => MONDAY_10_UTC + 7 * DAY + slot * 3 * HOUR

/** The app over its database: the same acts, in its own words. */
export const realOpenSessions = async (names: readonly Name[], fault: Fault = (sql) => sql) => {
  const { workspace, parts, clock } = await world([])
  const use = services(
    {
      ...parts,
      inWorkspace: wrappedStore(parts.inWorkspace, (rows) => (sql, bindings) => rows(fault(sql), bindings)),
    },
    async (_workspace, id) => account(id),
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

  const does = async (command: Command): Promise<string> => {
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
      clock.advance(1000)
      const gone = account(command.who, { isDeactivated: true })
      await use.learn({ workspace, account: gone, seenAt: clock.now() })
      await use.openSessions.plan(workspace)
      return 'gone'
    }
    const session = sessions[command.session]
    if (!session) return 'nothing'
    const on = { workspace, session: session.id }
    if (command.act === 'join') return word(await use.join({ ...on, actor: memberId(command.who), note: '' }))
    if (command.act === 'leave') return word(await use.leave({ ...on, actor: memberId(command.who) }))
    const byMentor = { ...on, actor: session.mentor }
    if (command.act === 'add') return word(await use.add({ ...byMentor, member: memberId(command.who) }))
    if (command.act === 'seats') return word(await use.changeSeats({ ...byMentor, seats: command.seats }))
    return word(await use.cancelOpen({ ...byMentor, which: 'one', reason: null }))
  }

  /** Who has the seats and who waits, of each session that is not cancelled, in the order in which they were made. */
  const state = async (): Promise<readonly { seated: Name[]; waiting: Place[] }[]> => {
    const rows = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(/* sql */ `
        select array(select m.member_id from session_members m
            where m.workspace_id = :workspace and m.session_id = o.session_id and m.role = 'mentee' and m.active
            order by m.seat) as seated,
          array(select w.member_id || case when w.passed_over_at is null then '' else '!' end from open_session_members w
            where w.workspace_id = :workspace and w.session_id = o.session_id and w.position is not null order by w.position) as waiting
        from open_sessions o join sessions s on s.workspace_id = o.workspace_id and s.id = o.session_id
        where o.workspace_id = :workspace and s.status = 'scheduled' order by o.session_id`),
    )
    const listed = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
    return rows.map((row) => ({
      seated: listed(row.seated),
      waiting: listed(row.waiting).map((name) => ({
        name: name.replace('!', ''),
        passedOver: name.endsWith('!'),
      })),
    }))
  }

  return { does, state }
}
