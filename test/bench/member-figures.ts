import { type Child, startChild } from './child.ts'
import { OFFERING } from './click.ts'
import type { Flood, Pressed } from './clicker.ts'
import { databaseOfMembers } from './databases.ts'
import { interleaved } from './rounds.ts'
import type { ServingOrders } from './serving.ts'
import { ms, type Report, times } from './table.ts'

const MEMBERS = { many: 40_000, few: OFFERING }
const OFFERS = 150
const GOAL = 1.2

/** How long an offer through signed HTTP takes in a workspace with many known members, compared with one with few. */
export const memberFigures = async (
  serverUrl: string,
  slackApiUrl: string,
  report: Report,
): Promise<void> => {
  const clicker: Child<Flood, Pressed> = await startChild(new URL('./clicker.ts', import.meta.url), {})
  const many = await openSide(serverUrl, slackApiUrl, clicker, MEMBERS.many)
  const few = await openSide(serverUrl, slackApiUrl, clicker, MEMBERS.few)
  try {
    const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(many.offers, few.offers)
    const ratio = ours / baseline
    report({
      figure: `an offer where ${MEMBERS.many.toLocaleString('en')} members are known ÷ where ${MEMBERS.few} are`,
      ours: ms(ours),
      baseline: ms(baseline),
      ratio: times(ratio),
      goal: `≤ ${GOAL}`,
      reached: ratio <= GOAL,
    })
  } finally {
    await Promise.all([many.close(), few.close(), clicker.stop()])
  }
}

const openSide = async (
  serverUrl: string,
  slackApiUrl: string,
  clicker: Child<Flood, Pressed>,
  members: number,
) => {
  const database = await databaseOfMembers(serverUrl, members)
  const orders: ServingOrders = { slackApiUrl, workers: 'off', database: { url: database.url } }
  const app = await startChild(new URL('./serving.ts', import.meta.url), orders)
  let from = 0
  return {
    /** @returns the median of offers sent one at a time */
    offers: async () => {
      const flood = {
        kind: 'flood',
        address: app.greeting,
        from,
        count: OFFERS,
        inFlight: 1,
        offers: true,
      } as const
      const { p50, refused } = await clicker.ask(flood)
      from += OFFERS
      const [counted] = await database.rows('select count(*)::int as sent from requests')
      if (refused > 0 || counted?.sent !== from)
        throw new Error(`${counted?.sent} of ${from} offers were made`)
      return p50
    },
    close: async () => {
      await app.stop()
      await database.close()
    },
  }
}
