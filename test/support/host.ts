import { randomUUID } from 'node:crypto'
import { intent, type MemberId, type SessionId, workspaceId } from '../../src/domain/ids.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { idSource } from '../../src/service/act.ts'
import type { Hosting } from '../../src/service/open-sessions/host.ts'
import { type Services, services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import type { Actor } from './actor.ts'
import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'
import { account, MONDAY_10_UTC } from './world.ts'

/** Wednesday 2 December 2026, 14:00 UTC: nine days after a journey's start. */
export const WEDNESDAY_14 = MONDAY_10_UTC + 9 * DAY + 4 * 3_600_000

/** The use cases on a journey's database, for what a test sets up beside what it is about. */
export const servicesOf = async ({ clock, slack }: Journey): Promise<Services> => {
  const { knex } = await testDatabase()
  const seen = (id: MemberId) => {
    const { realName = id, zone = 'UTC' } = slack.state.members[id] ?? {}
    return account(id, { name: realName, fullName: realName, zone })
  }
  return services(
    { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} },
    async (_workspace, id) => seen(id),
  )
}

export const workspaceOf = ({ slack }: Journey) => workspaceId(slack.state.team.id)

/** A mentor sets up an open session for an hour with two seats, unless the changes say otherwise. @returns all of its series */
export const hostSession = async (
  journey: Journey,
  mentor: Actor,
  changes: Partial<Hosting> = {},
): Promise<readonly SessionId[]> => {
  const use = await servicesOf(journey)
  const hosted = await use.host({
    ...{ workspace: workspaceOf(journey), actor: mentor.id as MemberId, title: 'Reading query plans' },
    ...{ description: 'Bring a slow query.', topics: [], startsAt: WEDNESDAY_14, minutes: 60, seats: 2 },
    ...{ fewest: null, location: 'https://meet.example.com/ada', audience: 'everyone', invited: [] },
    ...{ announcedIn: null, asks: false, releaseHours: null, repeats: null },
    intent: intent(randomUUID()),
    ...changes,
  })
  if (hosted.outcome !== 'hosted') throw new Error(`not set up: ${JSON.stringify(hosted)}`)
  await journey.settle()
  return hosted.made.map(({ id }) => id)
}
