/** A member as a seed describes them. `zone` is an IANA name; Slack sends none for a deactivated or an external member. */
export type SeedMember = {
  id: string
  /** What follows the `@`: lower case, no spaces. */
  handle: string
  realName: string
  displayName?: string
  /** What they do. */
  title?: string
  zone?: string
  deactivated?: boolean
  bot?: boolean
  /** Of the workspace. */
  admin?: 'admin' | 'owner'
  guest?: 'multi-channel' | 'single-channel'
  /** A member of another workspace, seen through a shared channel: no `is_stranger`, but another team. */
  external?: boolean
  image?: string
}

/** A channel, public and open to all unless it says otherwise. */
export type SeedChannel = {
  id: string
  /** Without the `#`. */
  name: string
  topic?: string
  purpose?: string
  isPrivate?: boolean
  /** Of a private channel, by their ids; everybody is in a public one. */
  members?: string[]
  isArchived?: boolean
  /** Only some people may post in it, and no app. */
  isReadOnly?: boolean
  /** Whether the app's bot has been added to it. */
  appIsMember?: boolean
}

export type WorkspaceSeed = {
  team: { id: string; name: string; domain: string }
  app: { id: string; name: string; handle: string; botId: string; botUserId: string }
  /** Without the app's own bot user, which is added automatically. */
  members: SeedMember[]
  channels: SeedChannel[]
}
