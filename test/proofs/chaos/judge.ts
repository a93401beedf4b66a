import type { CardId, MemberId, SessionId } from '../../../src/domain/ids.ts'
import { browsingValue } from '../../../src/slack/browsing.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { announcementMessage } from '../../../src/slack/views/announcement.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { openSessionMessage } from '../../../src/slack/views/open-session-message.ts'
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
  /** Calendar files. */
  doubledFiles: number
  overtakings: number
  insideRetryAfter: number
  closestPostsMs: number
  /** Between two calls that change one message in a channel. */
  closestChangesMs: number
  /** Cards, Homes, mentors' messages and announcements that do not show the current state. */
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
    !['home', 'calendar', 'calendarEvent', 'disconnection', 'replaced', 'outdated'].includes(kind) &&
    announce !== false
  const neverSeen = deliveries.filter((one) => one.outcome === 'sent' && isPosted(one) && !posts.has(one.id))
  const doubled = [...posts.values()].filter((all) => all.length > 1)
  const faults = new Map<string, number>()
  for (const { seen } of places) {
    for (const [kind, count] of seen.faults) faults.set(kind, (faults.get(kind) ?? 0) + count)
  }
  let stale = 0
  let missing = 0
  let doubledFiles = 0
  for (const place of places) {
    const compared = await compare(database, place)
    stale += compared.stale
    missing += compared.missing + compared.files.lost
    doubledFiles += compared.files.doubled
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
    doubledFiles,
    doubledAnswerLost: doubled.filter((all) => !all[0]?.answered).length,
    overtakings: sum(({ seen }) => seen.overtakings),
    insideRetryAfter: sum(({ seen }) => seen.insideRetryAfter),
    closestPostsMs: Math.round(Math.min(...places.map(({ seen }) => seen.closestPosts))),
    closestChangesMs: Math.round(Math.min(...places.map(({ seen }) => seen.closestChanges))),
    stale,
  }
}

/** What a message of the app's should show now. */
type Expected = { channel: string; ts: string; text: string } | 'nothing to draw'

/** Each message that lives on appears where it was recorded, and shows the current state, as does each Home. */
const compare = async (database: Database, place: Place) => {
  const { slack, workspace, members, app } = place
  let [stale, missing] = [0, 0]
  const expected = (
    await Promise.all([cards, mentorsMessages, announcements].map((list) => list(database, place)))
  ).flat()
  for (const one of expected) {
    const message =
      one !== 'nothing to draw' && slack.state.messages[one.channel]?.find(({ ts }) => ts === one.ts)
    if (!message) missing += 1
    else if (one.text !== message.text) stale += 1
  }
  for (const actor of members) {
    const state = await app.screens.home({ workspace, actor }, browsingValue.decode)
    const shown = JSON.stringify(slack.state.homes[actor]?.blocks.map(wordsOf))
    if (shown !== JSON.stringify(homeView(english, state).blocks.map(wordsOf))) stale += 1
  }
  return { stale, missing, files: await files(database, place) }
}

const cards = async ({ knex }: Database, { workspace, app }: Place): Promise<Expected[]> => {
  const { rows } = await knex.raw(
    'select id, channel_id as channel, message_ts as ts from cards where workspace_id = ? and message_ts is not null',
    [workspace],
  )
  return Promise.all(
    rows.map(async ({ id, channel, ts }: { id: CardId; channel: string; ts: string }) => {
      const state = await app.screens.card(workspace, id)
      return state ? { channel, ts, text: requestCard(english, state, Date.now()).text } : 'nothing to draw'
    }),
  )
}

const openSessionsOf = async ({ knex }: Database, workspace: string) => {
  const { rows } = await knex.raw(
    `select o.session_id as session, m.member_id as mentor from open_sessions o
     join session_members m on m.workspace_id = o.workspace_id and m.session_id = o.session_id and m.role = 'mentor'
     where o.workspace_id = ?`,
    [workspace],
  )
  return rows as { session: SessionId; mentor: MemberId }[]
}

/** Others' messages about an open session do not follow each change of its seats; its mentor's do. */
const mentorsMessages = async (database: Database, { workspace, app }: Place): Promise<Expected[]> =>
  Promise.all(
    (await openSessionsOf(database, workspace)).map(async ({ session, mentor }): Promise<Expected> => {
      const state = await app.screens.aboutSession(workspace, session, mentor)
      return state && 'open' in state && state.message
        ? { ...state.message, text: openSessionMessage(english, state, Date.now()).text }
        : 'nothing to draw'
    }),
  )

const announcements = async (database: Database, { workspace, app }: Place): Promise<Expected[]> => {
  const all = await openSessionsOf(database, workspace)
  const states = await Promise.all(all.map(({ session }) => app.announcing.state(workspace, session)))
  return states.flatMap((state): Expected[] => {
    const posted = state?.announcement.message
    return posted ? [{ ...posted, text: announcementMessage(english, state, Date.now()).text }] : []
  })
}

/** By how many calendar files members have fewer than deliveries say, and how many they have twice. */
const files = async ({ knex }: Database, place: Place) => {
  const { rows } = await knex.raw(
    `select notice ->> 'to' as to, count(*)::int as count from deliveries
     where workspace_id = ? and notice ->> 'kind' = 'calendar' and outcome = 'sent' group by 1`,
    [place.workspace],
  )
  const sent = new Map((rows as { to: string; count: number }[]).map(({ to, count }) => [to, count]))
  let [lost, doubled] = [0, 0]
  for (const member of place.members) {
    const received = filesOf(place, member)
    const different = new Set(received).size
    lost += Math.max(0, (sent.get(member) ?? 0) - different)
    doubled += received.length - different
  }
  return { lost, doubled }
}

/** The session and the change that each calendar file in the member's DM is about. */
const filesOf = ({ slack }: Place, member: MemberId): string[] =>
  slack
    .member(member)
    .dm()
    .flatMap((message) => message.files ?? [])
    .map(({ id }) => Buffer.from(slack.state.files[String(id)]?.base64 ?? '', 'base64').toString('utf8'))
    .map((file) => (file.match(/^(UID|SEQUENCE):.*$/gm) ?? []).join(' '))

/** A block's content, without what Slack adds. */
const wordsOf = (block: object): string =>
  [...JSON.stringify(block).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('|')
