import type { Changes } from './changes.ts'
import type { JsonObject } from './json.ts'
import { createMember } from './member/member.ts'
import { type Readable, visibleTexts } from './member/visible-text.ts'
import { retryDueEvents, sendEvent, userChanged } from './outbound/events.ts'
import { type ForgedClick, type Forgery, forge, forgeClick, replay } from './outbound/forge.ts'
import { type Counted, callsEachSecond, type LoggedRequest } from './request-log.ts'
import { findChannel } from './state/channels.ts'
import type { SeedMember } from './state/seed.ts'
import { type Channel, isPerson, type SlackState } from './state/state.ts'
import type { World } from './state/world.ts'

type Parts = {
  /** The server's address, without a trailing slash. */
  url: string
  changes: Changes
  uninstall(): Promise<void>
  stop(): Promise<void>
}

export type Workspace = ReturnType<typeof asWorkspace>

/** A workspace of the local Slack, and what can be done in it and with it. */
export const asWorkspace = (world: World, { url, changes, uninstall, stop }: Parts) => ({
  url,
  /** For SLACK_API_URL. */
  apiUrl: `${url}/api/`,
  /** The newest, or an empty text while the app is not installed. */
  get botToken() {
    return world.installed.botToken()
  },
  signingSecret: world.signingSecret,
  manifest: world.manifest,
  /** Read-only for callers; it changes with every act. */
  state: world.state,
  requests: world.log.requests,
  breaches: world.log.breaches,
  clearLog: () => world.log.clear(),
  /** How often the app called a method for a channel or a message, second by second. */
  callsEachSecond: (counted: Counted) => callsEachSecond(world.log.requests, counted),
  faults: world.faults,
  undrawn: world.undrawn,

  connect: (appUrl: string | undefined) => {
    world.appUrl = appUrl
  },
  /** Calls the listener after every change, until the returned function is called. */
  subscribe: changes.subscribe,
  /** Waits for what a worker sends later, until a condition holds. Does not poll; rejects after real milliseconds. */
  until: changes.until,
  snapshot: (): SlackState => structuredClone(world.state),

  /** The members that one can act as. */
  people: () => Object.values(world.state.members).filter(isPerson),
  /** A channel by id or `#name`. Throws a sentence if there is none. */
  channel: (idOrName: string): Channel => {
    const channel = findChannel(world.state, idOrName)
    if (channel) return channel
    throw new Error(`no channel ${idOrName}`)
  },
  /** A member by id or `@handle`. */
  member: (idOrHandle: string) => createMember(world, idOf(world.state, idOrHandle)),
  texts: (shown: Readable | undefined) => (shown ? visibleTexts(shown) : []),

  /** Changes a profile (a zone, a deactivation) and tells the app with `user_change`. */
  changeMember: async (idOrHandle: string, change: Partial<Omit<SeedMember, 'id' | 'handle'>>) => {
    const id = idOf(world.state, idOrHandle)
    const updated = Math.floor(world.clock.now() / 1000)
    Object.assign(world.state.members[id] ?? {}, change, { updated })
    world.changed({ what: 'members' })
    return userChanged(world, id)
  },
  sendEvent: (event: JsonObject & { type: string }) => sendEvent(world, event),
  /** Resends the unacknowledged events that are due. @returns how many */
  retryDue: () => retryDueEvents(world),
  /** Removes the app: its token dies, and `tokens_revoked` and `app_uninstalled` are sent. */
  uninstall,

  forge: (forgery: Forgery) => forge(world, forgery),
  /** A click by anybody (id or `@handle`) on any message or view, whether or not they can see it, or on a saved one. */
  forgeClick: (by: string, on: ForgedClick, change?: (payload: JsonObject) => JsonObject) =>
    forgeClick(world, idOf(world.state, by), on, change),
  replay: (request: LoggedRequest, how?: { resign?: boolean }) => replay(world, request, how),

  stop,
})

const idOf = (state: SlackState, idOrHandle: string) => {
  if (!idOrHandle.startsWith('@')) return idOrHandle
  const handle = idOrHandle.slice(1)
  const member = Object.values(state.members).find((one) => one.handle === handle)
  if (!member) {
    const handles = Object.values(state.members).map((one) => one.handle)
    throw new Error(`no member @${handle}; there are: ${handles.join(', ')}`)
  }
  return member.id
}
