import { setTimeout as sleep } from 'node:timers/promises'
import { startFleet } from '../proofs/instances/fleet.ts'
import { startChild } from './child.ts'
import { BOT_TOKEN, SIGNING_SECRET } from './click.ts'
import type { Flood, Pressed } from './clicker.ts'
import { type BenchDatabase, seededDatabase } from './databases.ts'
import { interleaved, median, ROUNDS } from './rounds.ts'
import { startStandIn } from './slack-stand-in.ts'
import { perSecond, type Report, times } from './table.ts'

const CLICKS = 240
const IN_FLIGHT = 16
const DELIVERED_WITHIN = 120_000

/**
 * What two serving processes behind one port and a separate worker gain over one that does both, each on a database of
 * its own: clicks acknowledged a second while their deliveries go out, and clicks a second until everything they
 * caused is delivered. Throws if anything was done twice or not at all.
 */
export const instancesFigures = async (serverUrl: string, report: Report): Promise<void> => {
  const clicker = await startChild<Flood, Pressed>(new URL('./clicker.ts', import.meta.url), {})
  const apart = await openSide(serverUrl, clicker, { serving: 2, worker: 'apart' })
  const alone = await openSide(serverUrl, clicker, { serving: 1, worker: 'inside' })
  try {
    const delivered = { apart: [] as number[], alone: [] as number[] }
    const [oursAcknowledged = Number.NaN, baselineAcknowledged = Number.NaN] = await interleaved(
      async () => {
        const { acknowledged, settled } = await apart.flood()
        delivered.apart.push(settled)
        return acknowledged
      },
      async () => {
        const { acknowledged, settled } = await alone.flood()
        delivered.alone.push(settled)
        return acknowledged
      },
    )
    const [ours, baseline] = [median(delivered.apart.slice(1)), median(delivered.alone.slice(1))]
    const sides = '2 serving + 1 worker behind one port ÷ 1 process that does both'
    const row = { goal: '–', reached: undefined }
    report({
      ...row,
      figure: `Dismiss clicks acknowledged, ${IN_FLIGHT} in flight, ${sides}`,
      ours: perSecond(oursAcknowledged),
      baseline: perSecond(baselineAcknowledged),
      ratio: times(oursAcknowledged / baselineAcknowledged),
    })
    report({
      ...row,
      figure: `the same, until all is delivered, ${sides}`,
      ours: perSecond(ours),
      baseline: perSecond(baseline),
      ratio: times(ours / baseline),
    })
    for (const side of [apart, alone]) await side.judge()
  } finally {
    await Promise.all([apart.close(), alone.close(), clicker.stop()])
  }
}

type Clicker = Awaited<ReturnType<typeof startChild<Flood, Pressed>>>
type Layout = Pick<Parameters<typeof startFleet>[0], 'serving' | 'worker'>

const openSide = async (serverUrl: string, clicker: Clicker, layout: Layout) => {
  const clicks = (ROUNDS + 1) * CLICKS
  const database = await seededDatabase(serverUrl, 'instances', { requests: 0, lists: false, clicks })
  const slack = await startStandIn()
  const fleet = await startFleet({
    databaseUrl: database.url,
    slack: { apiUrl: slack.apiUrl, botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET },
    ...layout,
  })
  let pressed = 0
  return {
    /** Clicks a second, until their acknowledgements and until the last of their deliveries. */
    flood: async () => {
      const began = performance.now()
      const orders = {
        kind: 'flood',
        address: fleet.address,
        from: pressed,
        count: CLICKS,
        inFlight: IN_FLIGHT,
      } as const
      const answer = await clicker.ask(orders)
      if (answer.refused > 0) throw new Error(`${answer.refused} clicks were not acknowledged`)
      pressed += CLICKS
      while ((await countOf(database, 'deliveries where settled_at is null')) > 0) {
        if (performance.now() - began > DELIVERED_WITHIN) throw new Error('not all was delivered')
        await sleep(20)
      }
      return { acknowledged: answer.perSecond, settled: CLICKS / ((performance.now() - began) / 1_000) }
    },
    judge: async () => {
      const found = {
        dismissed: await countOf(database, `requests where status = 'dismissed'`),
        updated: slack.updates.size,
        most: Math.max(...slack.updates.values()),
        failed: await countOf(database, `deliveries where outcome <> 'sent'`),
      }
      const wanted = { dismissed: clicks, updated: clicks, most: 1, failed: 0 }
      if (JSON.stringify(found) !== JSON.stringify(wanted)) {
        throw new Error(
          `done twice or not at all: ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`,
        )
      }
    },
    close: async () => {
      await fleet.stop()
      slack.stop()
      await database.close()
    },
  }
}

const countOf = async ({ rows }: BenchDatabase, what: string): Promise<number> =>
  Number((await rows(`select count(*) from ${what}`))[0]?.count)
