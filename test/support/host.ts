import { randomUUID } from 'node:crypto'
import { intent, memberId, type SessionId, type TopicId, topicId, workspaceId } from '../../src/domain/ids.ts'
import { DAY, HOUR, type Instant } from '../../src/domain/time/time.ts'
import { idSource } from '../../src/service/act.ts'
import type { Hosting } from '../../src/service/open-sessions/host.ts'
import { services } from '../../src/service/services.ts'
import type { Database } from '../../src/store/sql/database.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import type { Actor } from './actor.ts'
import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'
import { account, MONDAY_10_UTC } from './world.ts'

/** Wednesday 2 December 2026, 14:00 UTC: nine days after a journey's start. */
export const WEDNESDAY_14 = MONDAY_10_UTC + 9 * DAY + 4 * HOUR

/** What a mentor does with open sessions, where a test is about the others: the use cases, without the forms. */
export const mentorOf = async (journey: Journey, mentor: Actor, database?: Database) => {
  const { clock, slack, settle } = journey
  const { knex } = database ?? (await testDatabase())
  const use = services(
    { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} },
    async (_workspace, id) => {
      const { realName = id, zone = 'UTC' } = slack.state.members[id] ?? {}
      return account(id, { name: realName, fullName: realName, zone })
    },
  )
  const by = { workspace: workspaceId(slack.state.team.id), actor: memberId(mentor.id) }
  const expecting =
    <Args extends unknown[]>(outcome: string, act: (...args: Args) => Promise<{ outcome: string }>) =>
    async (...args: Args) => {
      const done = await act(...args)
      if (done.outcome !== outcome) throw new Error(`not ${outcome}: ${JSON.stringify(done)}`)
      await settle()
    }
  /** Sets up one for an hour with two seats, unless the changes say otherwise. @returns all of its series */
  const hostAll = async (changes: Partial<Hosting> = {}): Promise<readonly SessionId[]> => {
    const hosted = await use.host({
      ...by,
      ...{ title: 'Reading query plans', description: 'Bring a slow query.', topics: [] },
      ...{ startsAt: WEDNESDAY_14, minutes: 60, seats: 2, fewest: null, audience: 'everyone', invited: [] },
      ...{ location: 'https://meet.example.com/ada', announcedIn: null, asks: false, releaseHours: null },
      ...{ repeats: null, intent: intent(randomUUID()) },
      ...changes,
    })
    if (hosted.outcome !== 'hosted') throw new Error(`not set up: ${JSON.stringify([changes, hosted])}`)
    await settle()
    return hosted.made.map(({ id }) => id)
  }
  return {
    hostAll,
    host: async (changes: Partial<Hosting> = {}): Promise<SessionId> => {
      const [first] = await hostAll(changes)
      if (!first) throw new Error('none was set up')
      return first
    },
    invite: expecting('invited', (session: SessionId, ...members: Actor[]) =>
      use.invite({ ...by, session, members: members.map(({ id }) => memberId(id)) }),
    ),
    giveSeat: expecting('added', (session: SessionId, member: Actor) =>
      use.add({ ...by, session, member: memberId(member.id) }),
    ),
    setSeats: expecting('changed', (session: SessionId, seats: number) =>
      use.changeSeats({ ...by, session, seats }),
    ),
    move: expecting('moved', (session: SessionId, startsAt: Instant) =>
      use.moveOpen({ ...by, session, startsAt, minutes: null }),
    ),
    cancel: expecting(
      'cancelled',
      (session: SessionId, reason: string | null = null, which: 'one' | 'all' = 'one') =>
        use.cancelOpen({ ...by, session, which, reason }),
    ),
  }
}

/** The workspace's topics of these names, which members have given themselves. */
export const topicsOf = async ({ slack }: Journey, ...names: string[]): Promise<TopicId[]> => {
  const { knex } = await testDatabase()
  const rows: { id: string; name: string }[] = await knex('topics').where('workspace_id', slack.state.team.id)
  return names.map((name) => topicId(rows.find((row) => row.name === name)?.id ?? ''))
}
