import { setTimeout as sleep } from 'node:timers/promises'
import { intent, memberId, type SessionId, workspaceId } from '../../src/domain/ids.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { clock } from './acts.ts'
import { type Child, startChild } from './child.ts'
import { TEAM } from './click.ts'
import type { Pressed, Steady } from './clicker.ts'
import { type BenchDatabase, seededDatabase } from './databases.ts'
import { CLICKS, FIRST, NOW } from './dataset.ts'
import { interleaved, ROUNDS } from './rounds.ts'
import type { ServingOrders } from './serving.ts'
import { ms, type Report, times } from './table.ts'

const BURST = { count: 100, perSecond: 100 }

/**
 * How long a Join is acknowledged in when a hundred members press it within a second on one message in a channel,
 * beside presses of Dismiss at the same pace, on cards of their own. Messages go out meanwhile.
 */
export const burstFigures = async (serverUrl: string, slackApiUrl: string, report: Report): Promise<void> => {
  const clicks = (ROUNDS + 1) * BURST.count
  const database = await seededDatabase(serverUrl, 'burst', { requests: 0, lists: false, clicks })
  const orders: ServingOrders = { slackApiUrl, workers: 'on', database: { url: database.url } }
  const app = await startChild(new URL('./serving.ts', import.meta.url), orders)
  const clicker: Child<Steady, Pressed> = await startChild(new URL('./clicker.ts', import.meta.url), {})
  let unanswered = 0
  const pressed = async (more: Pick<Steady, 'from' | 'joins'>) => {
    const { p99, refused } = await clicker.ask({ kind: 'steady', address: app.greeting, ...BURST, ...more })
    unanswered += refused
    return p99
  }
  let [sessions, cards] = [0, 0]
  try {
    const [joins = Number.NaN, dismissals = Number.NaN] = await interleaved(
      async () => {
        sessions += 1
        const session = await host(database, sessions)
        const p99 = await pressed({ from: 0, joins: session })
        const seats = `session_members where session_id = '${session}' and role = 'mentee'`
        await countOf(database, seats, BURST.count)
        return p99
      },
      () => {
        cards += BURST.count
        return pressed({ from: cards - BURST.count })
      },
    )
    report({
      figure: `p99 of an acknowledgement, ${BURST.count} in a second: Joins on one message ÷ Dismisses${unanswered > 0 ? ` (${unanswered} not acknowledged)` : ''}`,
      ours: ms(joins),
      baseline: ms(dismissals),
      ratio: times(joins / dismissals),
      goal: '–',
      reached: undefined,
    })
  } finally {
    await Promise.all([app.stop(), clicker.stop()])
    await database.close()
  }
}

/** Waits for those that were answered before their act had ended. */
const countOf = async (database: BenchDatabase, of: string, expected: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const [found] = await database.rows(`select count(*)::int as count from ${of}`)
    if (found?.count === expected) return
    await sleep(50)
  }
  throw new Error(`there are not ${expected} of ${of}`)
}

/** A session of a member who presses nothing, with a seat for each who presses; each on a day of its own. */
const host = async ({ knex }: BenchDatabase, day: number): Promise<SessionId> => {
  const nextId = idSource({ now: () => NOW + day })
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId, wake: () => {} }
  const use = services(parts, async () => 'unavailable')
  const hosted = await use.host({
    ...{ workspace: workspaceId(TEAM), actor: memberId(`${CLICKS.memberPrefix}${FIRST.member}`) },
    ...{ title: 'Reading plans', description: '', topics: [], startsAt: NOW + (day + 7) * DAY, minutes: 60 },
    ...{ seats: BURST.count, fewest: null, location: null, audience: 'everyone', invited: [] },
    ...{ announcedIn: 'C0BENCH', asks: false, releaseHours: null, repeats: null },
    intent: intent(`burst ${day}`),
  })
  const [made] = hosted.outcome === 'hosted' ? hosted.made : []
  if (!made) throw new Error(`not set up: ${JSON.stringify(hosted)}`)
  return made.id
}
