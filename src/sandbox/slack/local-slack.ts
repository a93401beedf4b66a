/**
 * A local Slack without a page: an HTTP server that any Slack app can be pointed at, and members to act as.
 *
 *   const slack = await startLocalSlack({ seed, clock, appUrl, signingSecret, botToken, manifest })
 *   // the app: SLACK_API_URL = slack.apiUrl; or start it later and slack.connect('http://127.0.0.1:3000/slack/events')
 *   const ben = slack.member('@ben')                       // or by id
 *   await ben.command('/mentor', 'offer @ada I can help')  // → { status, ms, failure?, ephemeral? }
 *   const ada = slack.member('@ada')
 *   await slack.until(() => ada.dm().length === 1)         // for what the app sends after it has answered
 *   slack.texts(ada.dm().at(-1))                           // every visible line; buttons as [Accept]
 *   await ada.click('Accept')                              // on the newest message of Ada's DM; { message: ts, nth }
 *   await ada.choose('When', 'Mon 09:00'); await ada.fill('Topic', 'Careers')
 *   await ada.submit()                                     // → { sent, errors, status?, failure? }; close() cancels
 *   await ada.openHome(); ada.home(); await ada.clickHome('Dismiss', { nth: 1 }); ada.ephemerals(); ada.modal()
 *   await ben.command('/invite', '@app', { channel: 'general' })              // or ben.changeChannel('general', 'archive')
 *   await ben.click('Join', { message: ben.channel('general').at(-1)?.ts })
 *   await ben.shortcut('callback_id'); await ben.messageShortcut('callback_id', 'general', ben.post('hello'))
 *   slack.breaches                                         // Slack's rules that the app broke: assert []
 *   slack.requests                                         // every call, in both directions
 *   slack.callsEachSecond({ method: 'chat.update', channel, ts })             // → [{ second, calls }]
 *   slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
 *   await slack.retryDue()                                 // events that were not acknowledged, by the clock
 *   await slack.forgeClick('@dana', { message: ada.dm().at(-1), button: 'Accept' })  // or a structuredClone kept earlier
 *   await slack.forge({ payload: null, signature: 'wrong' }); await slack.replay(slack.requests[0], { resign: true })
 *   const saved = slack.snapshot()                         // startLocalSlack({ seed, clock, snapshot: saved })
 *
 * A page reads `slack.state`, subscribes to changes, and acts by ids with `member.interact(surface, target, input)`.
 */
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createFaults } from './faults.ts'
import { createSlackServer } from './http-server.ts'
import type { JsonObject } from './json.ts'
import type { AppManifest } from './manifest.ts'
import { createMember } from './member/member.ts'
import { type Readable, visibleTexts } from './member/visible-text.ts'
import { retryDueEvents, sendEvent, uninstallApp, userChanged } from './outbound/events.ts'
import { type ForgedClick, type Forgery, forge, forgeClick, replay } from './outbound/forge.ts'
import { type Counted, callsEachSecond, createRequestLog, type LoggedRequest } from './request-log.ts'
import { findChannel } from './state/channels.ts'
import type { Clock } from './state/clock.ts'
import type { SeedMember, WorkspaceSeed } from './state/seed.ts'
import { birthOf, type Channel, isPerson, type SlackState, withoutPrototypes } from './state/state.ts'
import type { Change, World } from './state/world.ts'

export type LocalSlackOptions = {
  /** What a new workspace starts with. */
  seed: WorkspaceSeed
  /** A state to continue from, instead of a seed. */
  snapshot?: SlackState
  /** Slack's time: message ts, life of triggers and response URLs, retries. */
  clock: Clock
  /** The time in signatures, which apps compare with the real time; by default that of `clock`. */
  wallClock?: Clock
  /** Where the app takes requests; `connect` can set it later. */
  appUrl?: string
  signingSecret?: string
  botToken?: string
  /** Commands, shortcuts, scopes and event subscriptions; without a manifest everything is allowed. */
  manifest?: AppManifest
  /** Optional scopes of the manifest (`bot_optional`) that were not granted; by default all are. */
  withheldScopes?: readonly string[]
  /** 0 (the default) takes a free port. Always on 127.0.0.1. */
  port?: number
  /** How many real milliseconds the app has to acknowledge; by default Slack's 3,000. */
  ackTimeoutMs?: number
  /** Decides which ids the workspace gives out; random by default. */
  salt?: string
  /** The address of the pictures of members who have given none: each is there under `<id>.svg`. */
  pictures?: string
  /** The seed for faults with a probability. */
  faultSeed?: number
}

export type LocalSlack = Awaited<ReturnType<typeof startLocalSlack>>

/** Starts listening on 127.0.0.1. Rejects if the port is taken. */
export const startLocalSlack = async (options: LocalSlackOptions) => {
  const listeners = new Set<(change: Change) => void>()
  const changed = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  let baseUrl = ''
  const state = withoutPrototypes(
    structuredClone(
      options.snapshot ?? birthOf(options.seed, options.salt ?? randomBytes(8).toString('hex')),
    ),
  )
  if (options.pictures) state.pictures = options.pictures
  const world: World = {
    state,
    clock: options.clock,
    wallClock: options.wallClock ?? options.clock,
    manifest: options.manifest,
    withheldScopes: options.withheldScopes ?? [],
    botToken: options.botToken ?? 'xoxb-local-slack',
    signingSecret: options.signingSecret ?? 'local-slack-signing-secret',
    verificationToken: 'local-slack-verification',
    appUrl: options.appUrl,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    log: createRequestLog(() => changed({ what: 'log' })),
    faults: createFaults(options.faultSeed),
    baseUrl: () => baseUrl,
    changed,
  }
  const server = createSlackServer(world)
  baseUrl = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
  return asLocalSlack(world, server, listeners)
}

const asLocalSlack = (world: World, server: Server, listeners: Set<(change: Change) => void>) => ({
  url: world.baseUrl(),
  /** For SLACK_API_URL. */
  apiUrl: `${world.baseUrl()}/api/`,
  botToken: world.botToken,
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

  connect: (appUrl: string | undefined) => {
    world.appUrl = appUrl
  },
  /** Calls the listener after every change, until the returned function is called. */
  subscribe: (listener: (change: Change) => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  /** Waits for what a worker sends later, until a condition holds. Does not poll; rejects after real milliseconds. */
  until: (isSo: () => boolean, { withinMs = 5000 } = {}) => waitUntil(listeners, isSo, withinMs),
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
  uninstall: () => uninstallApp(world),

  forge: (forgery: Forgery) => forge(world, forgery),
  /** A click by anybody (id or `@handle`) on any message or view, whether or not they can see it, or on a saved one. */
  forgeClick: (by: string, on: ForgedClick, change?: (payload: JsonObject) => JsonObject) =>
    forgeClick(world, idOf(world.state, by), on, change),
  replay: (request: LoggedRequest, how?: { resign?: boolean }) => replay(world, request, how),

  stop: () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
})

const waitUntil = (listeners: Set<(change: Change) => void>, isSo: () => boolean, withinMs: number) =>
  new Promise<void>((resolve, reject) => {
    const look = () => {
      if (!isSo()) return
      finish()
      resolve()
    }
    const timer = setTimeout(() => {
      finish()
      reject(new Error(`not so within ${withinMs} ms: ${String(isSo)}`))
    }, withinMs)
    const finish = () => {
      clearTimeout(timer)
      listeners.delete(look)
    }
    listeners.add(look)
    look()
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

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
