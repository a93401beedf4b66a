/** What the sandbox's server and its page tell each other; types alone, for both sides. */
import type { Json, JsonObject } from '../slack/json.ts'
import type { ManifestCommand, ManifestShortcut } from '../slack/manifest.ts'
import type { LoggedRequest } from '../slack/request-log.ts'
import type { Block, ChannelChange, InputState, View } from '../slack/state/state.ts'

export type ShownMember = {
  id: string
  handle: string
  name: string
  /** IANA name; it does not matter for the app or for deactivated members. */
  zone?: string
  role: 'person' | 'deactivated' | 'app' | 'bot'
  isGuest: boolean
  /** Messages from the app that this member has not read. */
  unread: number
}

export type ShownMessage = {
  ts: string
  user: string
  text: string
  blocks: Block[]
  /** What this member picked in it. */
  inputs: InputState
  isEdited: boolean
  files: JsonObject[]
  /** Its thread, oldest first. */
  replies: ShownMessage[]
  /** Only this member sees it. `slack`: it comes from Slack itself. */
  onlyYou?: 'app' | 'slack'
}

export type ShownChannel = {
  topic: string
  purpose: string
  isPrivate: boolean
  isArchived: boolean
  isReadOnly: boolean
  /** The app has been added to it. */
  hasApp: boolean
}

export type Conversation = {
  id: string
  kind: 'channel' | 'app'
  name: string
  unread: number
  /** What only a channel has. */
  channel?: ShownChannel
  messages: ShownMessage[]
}

export type FaultSwitch = { name: string; title: string; text: string; on: boolean }

/** Everything that one member sees, and what the workbench shows. */
export type PageState = {
  /** Identifies the server's run; a page from an earlier run reloads. */
  run: string
  workspace: { id: string; name: string; domain: string }
  app: { name: string; description: string; userId: string; isReadOnly: boolean }
  me: string
  /** The workspace's clock in epoch milliseconds, and how far it is ahead of the real one. */
  now: number
  ahead: number
  members: ShownMember[]
  conversations: Conversation[]
  home?: View
  /** The top of the stack; `depth` counts it. */
  modal?: { view: View; depth: number }
  commands: ManifestCommand[]
  /** Slack's own. */
  ownCommands: ManifestCommand[]
  shortcuts: ManifestShortcut[]
  switches: FaultSwitch[]
  /** Handles of those whose calendars the sandbox serves. */
  calendars: string[]
}

export type LogLine = Pick<
  LoggedRequest,
  'id' | 'at' | 'direction' | 'name' | 'summary' | 'status' | 'ms' | 'breaches'
> & { fault?: string }

/** What the inspector shows: newest last. */
export type LogState = { lines: LogLine[]; breaches: { at: number; where: string; rule: string }[] }

export type Surface = 'modal' | 'home' | { message: string }
export type Target = { blockId: string; actionId: string }

/** What a member does, or someone at the workbench. */
export type Act =
  | { do: 'post' | 'command'; channel: string; text: string }
  | {
      do: 'interact'
      surface: Surface
      target: Target
      input?: Json | undefined
      enter?: boolean | undefined
    }
  | { do: 'suggest'; surface: Surface; target: Target; typed: string }
  | { do: 'submit' }
  | { do: 'close'; all?: boolean | undefined }
  | { do: 'shortcut'; callbackId: string }
  | { do: 'messageShortcut'; callbackId: string; channel: string; ts: string }
  | { do: 'openTab'; tab: 'home' | 'messages' }
  | { do: 'read'; channel: string; ts: string }
  | { do: 'channel'; channel: string; change: ChannelChange }
  | { do: 'switch'; name: string; on: boolean }
  | { do: 'forward'; minutes: number }
  | { do: 'clearLog' }

/** `told`: what Slack shows the member about a failure. `refused`: why nothing was done at all. `menu`: what was suggested. */
export type ActAnswer = { told?: string; refused?: string; menu?: JsonObject }
