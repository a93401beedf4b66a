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
 *   slack.undrawn.add('data_visualization')                // blocks that this Slack does not draw
 *   await slack.retryDue()                                 // events that were not acknowledged, by the clock
 *   await slack.forgeClick('@dana', { message: ada.dm().at(-1), button: 'Accept' })  // or a structuredClone kept earlier
 *   await slack.forge({ payload: null, signature: 'wrong' }); await slack.replay(slack.requests[0], { resign: true })
 *   const saved = slack.snapshot()                         // startLocalSlack({ seed, clock, snapshot: saved })
 *
 * A page reads `slack.state`, subscribes to changes, and acts by ids with `member.interact(surface, target, input)`.
 */
import { randomBytes } from 'node:crypto'
import { deskOf } from './answering.ts'
import { createChanges } from './changes.ts'
import { close, createSlackServer, listen } from './http-server.ts'
import { type AppOptions, makeWorld } from './make-world.ts'
import { uninstallApp } from './outbound/events.ts'
import { oneToken } from './state/installed.ts'
import type { WorkspaceSeed } from './state/seed.ts'
import { birthOf, type SlackState, withoutPrototypes } from './state/state.ts'
import { scopesAsked } from './web-api/scopes.ts'
import { asWorkspace, type Workspace } from './workspace.ts'

export type LocalSlackOptions = AppOptions & {
  /** What a new workspace starts with. */
  seed: WorkspaceSeed
  /** A state to continue from, instead of a seed. */
  snapshot?: SlackState
  botToken?: string
  /** Optional scopes of the manifest (`bot_optional`) that were not granted; by default all are. */
  withheldScopes?: readonly string[]
  /** The address of the pictures of members who have given none: each is there under `<id>.svg`. */
  pictures?: string
}

export type LocalSlack = Workspace

/** Starts listening on 127.0.0.1. Rejects if the port is taken. */
export const startLocalSlack = async (options: LocalSlackOptions): Promise<LocalSlack> => {
  const changes = createChanges()
  let baseUrl = ''
  const state = withoutPrototypes(
    structuredClone(
      options.snapshot ?? birthOf(options.seed, options.salt ?? randomBytes(8).toString('hex')),
    ),
  )
  if (options.pictures) state.pictures = options.pictures
  const scopes = scopesAsked(options.manifest, options.withheldScopes)
  const world = makeWorld(options, {
    state,
    installed: oneToken(options.botToken ?? 'xoxb-local-slack', state, scopes),
    scopes,
    baseUrl: () => baseUrl,
    changed: changes.changed,
  })
  const server = createSlackServer((incoming) => deskOf(world, incoming))
  baseUrl = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
  return asWorkspace(world, {
    url: baseUrl,
    changes,
    uninstall: () => uninstallApp(world),
    stop: () => close(server),
  })
}
