import { intent, memberId, workspaceId } from '../../src/domain/ids.ts'
import { HOUR } from '../../src/domain/time/time.ts'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import type { Actor } from './actor.ts'
import type { Journey } from './app.ts'
import { asUsual } from './as-usual.ts'
import { testDatabase } from './database.ts'
import { account } from './world.ts'

/** Tuesday 24 November 2026, 00:00 UTC. */
export const FIRST_SESSION = Date.UTC(2026, 10, 24)

/** Books one session for each of this many hours, at its start, from the first on: `No. 1`, `No. 2` and so on. */
export const bookMany = async (
  { clock, slack }: Journey,
  { mentor, mentee }: { mentor: Actor; mentee: Actor },
  count: number,
) => {
  const { knex } = await testDatabase()
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const { book } = services(parts, async (_workspace, id) => account(id))
  const sides = { mentor: memberId(mentor.id), mentee: memberId(mentee.id) }
  for (let n = 0; n < count; n += 1) {
    const booked = await book({
      ...asUsual,
      ...{ workspace: workspaceId(slack.state.team.id), actor: sides.mentor, ...sides },
      ...{ topic: `No. ${n + 1}`, origin: null, confirmed: true },
      startsAt: FIRST_SESSION + n * HOUR,
      intent: intent(`many ${n}`),
    })
    if (booked.outcome !== 'booked') throw new Error(JSON.stringify(booked))
  }
}

/** The numbers of those sessions that are shown. */
export const numbersOf = (shown: readonly string[]): number[] =>
  shown.flatMap((line) => /No\. (\d+)$/.exec(line)?.[1] ?? []).map(Number)
