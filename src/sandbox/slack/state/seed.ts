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
  guest?: 'multi-channel' | 'single-channel'
  /** A member of another workspace, seen through a shared channel: no `is_stranger`, but another team. */
  external?: boolean
  image?: string
}

type SeedChannel = { id: string; name: string; appIsMember?: boolean }

export type WorkspaceSeed = {
  team: { id: string; name: string; domain: string }
  app: { id: string; name: string; handle: string; botId: string; botUserId: string }
  /** Without the app's own bot user, which is added automatically. */
  members: SeedMember[]
  channels: SeedChannel[]
}
