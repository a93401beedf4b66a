import { workspaceId } from '../../../src/domain/ids.ts'
import { browsingValue } from '../../../src/slack/browsing.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import type { Database } from '../../../src/store/sql/database.ts'
import type { Place } from './place.ts'

export type Verdict = {
  seconds: number
  kills: number
  notices: number
  sent: number
  skipped: number
  calls: number
  faults: Record<string, number>
  /** Given up, still waiting, or recorded as sent but nowhere to be seen. */
  lost: number
  doubledThoughAnswered: number
  doubledAnswerLost: number
  overtakings: number
  insideRetryAfter: number
  closestPostsMs: number
  /** Cards and Homes that do not show the current state. */
  stale: number
}

/** Compares what Slack got and shows with the database. */
export const judge = async (
  database: Database,
  places: readonly Place[],
  { kills, seconds }: { kills: number; seconds: number },
): Promise<Verdict> => {
  const { rows } = await database.knex.raw('select id, notice, outcome from deliveries')
  const deliveries = rows as {
    id: string
    notice: { kind: string; announce?: boolean }
    outcome: string | null
  }[]
  const of = (outcome: string) => deliveries.filter((one) => one.outcome === outcome).length
  const posts = new Map(places.flatMap(({ seen }) => [...seen.posts]))
  const isPosted = ({ notice: { kind, announce } }: (typeof deliveries)[number]) =>
    !['home', 'calendar', 'replaced', 'outdated'].includes(kind) && announce !== false
  const neverSeen = deliveries.filter((one) => one.outcome === 'sent' && isPosted(one) && !posts.has(one.id))
  const doubled = [...posts.values()].filter((all) => all.length > 1)
  const faults = new Map<string, number>()
  for (const { seen } of places) {
    for (const [kind, count] of seen.faults) faults.set(kind, (faults.get(kind) ?? 0) + count)
  }
  let stale = 0
  let missing = 0
  for (const place of places) {
    const compared = await compare(database, place)
    stale += compared.stale
    missing += compared.missing
  }
  const sum = (of: (place: Place) => number) => places.reduce((total, place) => total + of(place), 0)
  return {
    seconds: Math.round(seconds),
    kills,
    notices: deliveries.length,
    sent: of('sent'),
    skipped: of('skipped'),
    calls: sum(({ seen }) => seen.calls),
    faults: Object.fromEntries([...faults].sort()),
    lost: deliveries.length - of('sent') - of('skipped') + neverSeen.length + missing,
    doubledThoughAnswered: doubled.filter((all) => all[0]?.answered).length,
    doubledAnswerLost: doubled.filter((all) => !all[0]?.answered).length,
    overtakings: sum(({ seen }) => seen.overtakings),
    insideRetryAfter: sum(({ seen }) => seen.insideRetryAfter),
    closestPostsMs: Math.round(Math.min(...places.map(({ seen }) => seen.closestPosts))),
    stale,
  }
}

/** Each card appears once in its receiver's DM and shows the current state, as does each Home. */
const compare = async (database: Database, { slack, workspace, members, app }: Place) => {
  let [stale, missing] = [0, 0]
  const { rows } = await database.knex.raw(
    'select id, channel_id, message_ts from cards where workspace_id = ?',
    [workspace],
  )
  for (const { id, channel_id: channel, message_ts: ts } of rows) {
    if (!ts) continue
    const message = slack.state.messages[channel]?.find((one) => one.ts === ts)
    const state = await app.screens.card(workspaceId(workspace), id)
    if (!message || !state) missing += 1
    else if (message.text !== requestCard(english, state, Date.now()).text) stale += 1
  }
  for (const actor of members) {
    const state = await app.screens.home({ workspace: workspaceId(workspace), actor }, browsingValue.decode)
    const shown = JSON.stringify(slack.state.homes[actor]?.blocks.map(wordsOf))
    if (shown !== JSON.stringify(homeView(english, state).blocks.map(wordsOf))) stale += 1
  }
  return { stale, missing }
}

/** A block's content, without what Slack adds. */
const wordsOf = (block: object): string =>
  [...JSON.stringify(block).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('|')
