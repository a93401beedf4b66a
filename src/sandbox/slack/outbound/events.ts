import type { JsonObject } from '../json.ts'
import { isSubscribed } from '../manifest.ts'
import { MINUTE } from '../state/clock.ts'
import { mintId, mintTs } from '../state/ids.ts'
import { dmOf } from '../state/messages.ts'
import { wireUser } from '../state/profile.ts'
import type { Channel, ChannelChange, PendingEvent } from '../state/state.ts'
import { wireView } from '../state/views.ts'
import type { World } from '../state/world.ts'
import { type AppAnswer, sendToApp } from './to-app.ts'

/** Slack retries an event almost at once, after one minute and after five (docs: Events API, "Retries"). */
const RETRY_AFTER = [0, MINUTE, 5 * MINUTE]

type Event = JsonObject & { type: string }

/** Tells the app what happened, if it is there to hear it. */
const tell = async (world: World, event: Event) =>
  world.installed.isPresent() ? sendEvent(world, event) : undefined

/**
 * Sends an event in Slack's envelope, or nothing if the manifest does not subscribe to its kind. An event that is not
 * acknowledged with 2xx waits for `retryDueEvents`.
 */
export const sendEvent = async (world: World, event: Event) => {
  const { state, clock, manifest, organisation } = world
  if (!isSubscribed(manifest, event.type)) return undefined
  const now = clock.now()
  const body = JSON.stringify({
    token: world.verificationToken,
    ...placeOf(world),
    context_team_id: state.team.id,
    context_enterprise_id: organisation?.id ?? null,
    api_app_id: state.app.id,
    event: { ...event, event_ts: mintTs(state, now) },
    type: 'event_callback',
    event_id: mintId(state, 'Ev'),
    event_time: Math.floor(now / 1000),
    authorizations: [
      {
        enterprise_id: organisation?.id ?? null,
        team_id: world.installed.isOrganisationWide() ? null : state.team.id,
        user_id: state.app.botUserId,
        is_bot: true,
        is_enterprise_install: world.installed.isOrganisationWide(),
      },
    ],
    is_ext_shared_channel: false,
  })
  return attempt(world, { body, attempts: 0, dueAt: now, reason: '', type: event.type })
}

/** Where it happened: what concerns a whole organisation names no workspace. */
const placeOf = ({ state: { team }, organisation }: World): JsonObject => ({
  team_id: team.id === organisation?.id ? null : team.id,
  ...(organisation && { enterprise_id: organisation.id }),
})

/** Resends what is due by the workspace's clock. @returns how many were sent */
export const retryDueEvents = async (world: World) => {
  const { state, clock } = world
  const due = state.pendingEvents.filter(({ dueAt }) => dueAt <= clock.now())
  state.pendingEvents = state.pendingEvents.filter((event) => !due.includes(event))
  for (const event of due) await attempt(world, event)
  return due.length
}

const attempt = async (world: World, event: PendingEvent): Promise<AppAnswer> => {
  const { state, clock } = world
  const answer = await sendToApp(world, {
    name: event.type,
    contentType: 'application/json',
    body: event.body,
    ...(event.attempts > 0 && {
      headers: { 'x-slack-retry-num': String(event.attempts), 'x-slack-retry-reason': event.reason },
    }),
  })
  const wait = RETRY_AFTER[event.attempts]
  const isFinal = answer.headers['x-slack-no-retry'] === '1' || wait === undefined
  const isTaken = answer.status !== undefined && answer.status >= 200 && answer.status < 300
  if (!isTaken && !isFinal) {
    const next = { ...event, attempts: event.attempts + 1, dueAt: clock.now() + wait }
    state.pendingEvents.push({ ...next, reason: retryReason(answer) })
  }
  world.changed({ what: 'events' })
  return answer
}

const retryReason = ({ failure }: AppAnswer) => {
  if (failure === 'timeout') return 'http_timeout'
  return failure ?? 'http_error'
}

/** The Home tab was opened; the event carries its view once there is one. */
export const homeOpened = (world: World, memberId: string, tab: 'home' | 'messages') => {
  const home = world.state.homes[memberId]
  return tell(world, {
    type: 'app_home_opened',
    user: memberId,
    channel: dmOf(world, memberId),
    tab,
    ...(home && tab === 'home' && { view: wireView(world, home) }),
  })
}

export const userChanged = (world: World, memberId: string) => {
  const { state, clock } = world
  const member = state.members[memberId]
  if (!member) return undefined
  const seconds = Math.floor(clock.now() / 1000)
  return tell(world, {
    type: 'user_change',
    user: wireUser(world, member),
    cache_ts: seconds,
  })
}

/** What the app, if it is or was in the channel, hears of a change of it: docs.slack.dev/reference/events. */
export const channelChanged = async (world: World, by: string, channel: Channel, change: ChannelChange) => {
  const { state } = world
  const family = channel.isPrivate ? 'group' : 'channel'
  switch (change) {
    case 'add-app':
      return tell(world, {
        type: 'member_joined_channel',
        user: state.app.botUserId,
        channel: channel.id,
        channel_type: 'C',
        team: state.team.id,
        inviter: by,
      })
    case 'remove-app':
      return tell(world, { type: `${family}_left`, channel: channel.id, actor_id: by })
    case 'archive':
    case 'unarchive':
      if (!channel.appIsMember) return undefined
      return tell(world, { type: `${family}_${change}`, channel: channel.id, user: by })
    default:
      return undefined
  }
}

/** The token is dead from the first of the two events; Slack may send them in either order. */
export const uninstallApp = async (world: World) => {
  world.state.uninstalled = true
  const { botUserId } = world.state.app
  await sendEvent(world, { type: 'tokens_revoked', tokens: { bot: [botUserId] } })
  await sendEvent(world, { type: 'app_uninstalled' })
}
