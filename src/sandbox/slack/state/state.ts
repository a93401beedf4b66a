import type { JsonObject } from '../json.ts'
import type { SeedChannel, SeedMember, WorkspaceSeed } from './seed.ts'

/** Slackbot is in every workspace, and Slack does not call it a bot (`is_bot` is false). */
export type Member = SeedMember & {
  isApp?: boolean
  isSlackbot?: boolean
  /** When their profile last changed, in epoch seconds. */
  updated?: number
}
/** What a member can do with a channel as a whole. */
export const channelChanges = [
  'add-app',
  'remove-app',
  'archive',
  'unarchive',
  'read-only',
  'writable',
] as const
export type ChannelChange = (typeof channelChanges)[number]

export type Channel = SeedChannel & { appIsMember: boolean }

/** A block that passed the rules. It always has a `block_id`, generated if the app gave none. */
export type Block = JsonObject & { type: string; block_id: string }

/** What a stateful element holds, in the shape that Slack sends in `state.values`. */
export type InputState = { [blockId: string]: { [actionId: string]: JsonObject } }

export type Message = {
  ts: string
  channel: string
  user: string
  text: string
  blocks: Block[]
  /** Set on the app's own messages. */
  botId?: string
  edited?: { user: string; ts: string }
  metadata?: JsonObject
  /** Of the message that it answers, in that one's thread. */
  threadTs?: string
  /** Slack's own line on something that a member did with the channel, and how its client shows it. */
  note?: { subtype: string; by: string; shown: string }
  /** Deleted, and only the frame of its thread. */
  isTombstone?: true
  files?: JsonObject[]
  /** What each member picked in the message's own selects and checkboxes. */
  inputs: { [memberId: string]: InputState }
}

/** Shown to one member only. `from` is its apparent sender: the app or, for an error, Slack itself. */
export type Ephemeral = {
  ts: string
  channel: string
  to: string
  from: 'app' | 'slack'
  text: string
  blocks: Block[]
  inputs: InputState
}

export type View = {
  id: string
  type: 'modal' | 'home'
  /** Whose it is. */
  memberId: string
  blocks: Block[]
  title: JsonObject | null
  submit: JsonObject | null
  close: JsonObject | null
  callbackId: string
  privateMetadata: string
  externalId: string
  clearOnClose: boolean
  notifyOnClose: boolean
  submitDisabled: boolean
  rootViewId: string
  previousViewId: string | null
  hash: string
  inputs: InputState
  /** By block_id: the red text under an input after a refused submission. */
  errors: { [blockId: string]: string }
  /** What Slack says over the whole modal, such as that the app could not be reached. */
  notice?: string
}

/** Epoch milliseconds: `at` by the workspace's clock, `wallAt` by the real one. It dies by whichever comes first. */
export type Trigger = { memberId: string; at: number; wallAt: number; used: boolean; viewId?: string }
export type ResponseUrl = {
  memberId: string
  channel: string
  at: number
  uses: number
  /** The message whose button was pressed, if it was on a message. */
  messageTs?: string
  ephemeral: boolean
}
export type UploadedFile = {
  id: string
  name: string
  title: string
  /** What a picture shows, for those who do not see it. */
  alt?: string
  size: number
  base64: string
  done: boolean
}
/** An event that the app has not acknowledged yet. `dueAt` in epoch milliseconds of the workspace's clock. */
export type PendingEvent = { body: string; attempts: number; dueAt: number; reason: string; type: string }

/** Everything that a local Slack knows, as one plain object that survives JSON. */
export type SlackState = {
  /** The address before `<id>.svg` of pictures that Slack makes itself. */
  pictures?: string
  version: 1
  team: WorkspaceSeed['team']
  app: WorkspaceSeed['app']
  members: { [id: string]: Member }
  channels: { [id: string]: Channel }
  /** Each member's conversation with the app, by member. */
  dms: { [memberId: string]: string }
  messages: { [channel: string]: Message[] }
  ephemerals: { [memberId: string]: Ephemeral[] }
  homes: { [memberId: string]: View }
  modals: { [memberId: string]: View[] }
  triggers: { [id: string]: Trigger }
  responseUrls: { [token: string]: ResponseUrl }
  files: { [id: string]: UploadedFile }
  pendingEvents: PendingEvent[]
  uninstalled: boolean
  /** Keeps the ids of two workspaces apart, so that a database that outlives one never meets an id twice. */
  salt: string
  counter: number
  lastTs: number
}

/** A new workspace. @param salt any text; the same salt and the same acts give the same ids. */
export const birthOf = (seed: WorkspaceSeed, salt: string): SlackState => ({
  version: 1,
  team: { ...seed.team },
  app: { ...seed.app },
  members: Object.fromEntries(
    [...seed.members, appMember(seed), slackbot].map((member) => [member.id, { ...member }] as const),
  ),
  channels: Object.fromEntries(
    seed.channels.map(
      (channel) => [channel.id, { ...channel, appIsMember: channel.appIsMember ?? false }] as const,
    ),
  ),
  dms: {},
  messages: {},
  ephemerals: {},
  homes: {},
  modals: {},
  triggers: {},
  responseUrls: {},
  files: {},
  pendingEvents: [],
  uninstalled: false,
  salt,
  counter: 0,
  lastTs: 0,
})

/** The parts that are looked up by ids from outside. */
const byId = [
  'members',
  'channels',
  'dms',
  'messages',
  'ephemerals',
  'homes',
  'modals',
  'triggers',
  'responseUrls',
  'files',
] as const satisfies readonly (keyof SlackState)[]

/**
 * Removes the prototypes of those parts: anybody can send `__proto__` as an id, and a trigger of that
 * name, once marked as used, would mark every object in the process.
 */
export const withoutPrototypes = (state: SlackState): SlackState => {
  for (const key of byId) Object.setPrototypeOf(state[key], null)
  return state
}

const slackbot: Member = { id: 'USLACKBOT', handle: 'slackbot', realName: 'Slackbot', isSlackbot: true }

/** Whether a person is behind this account, who can write, click and be written to. */
export const isPerson = (member: Member | undefined) =>
  member !== undefined && !member.bot && !member.isSlackbot && !member.deactivated

const appMember = ({ app }: WorkspaceSeed): Member => ({
  id: app.botUserId,
  handle: app.handle,
  realName: app.name,
  zone: 'Etc/UTC',
  bot: true,
  isApp: true,
})
