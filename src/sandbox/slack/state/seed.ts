/** A member as a seed describes them. `zone` is an IANA name; Slack sends none for a deactivated or an external member. */
export type SeedMember = {
  id: string
  /** What one types after `@`; lower case, no spaces. */
  handle: string
  realName: string
  displayName?: string
  zone?: string
  deactivated?: boolean
  bot?: boolean
  guest?: 'multi-channel' | 'single-channel'
  /** A member of another workspace, seen through a shared channel: no stranger in Slack's words, but of another team. */
  external?: boolean
  image?: string
}

type SeedChannel = { id: string; name: string; appIsMember?: boolean }

export type WorkspaceSeed = {
  team: { id: string; name: string; domain: string }
  app: { id: string; name: string; handle: string; botId: string; botUserId: string }
  /** Without the app's own bot user, which is added. */
  members: SeedMember[]
  channels: SeedChannel[]
}

/** The workspace that the sandbox opens with: four zones far apart, one left the company, one guest, one foreign bot. */
export const sandboxSeed: WorkspaceSeed = {
  team: { id: 'T0SANDBOX', name: 'Sandbox', domain: 'sandbox' },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members: [
    { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
    { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
    { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao', zone: 'Asia/Kolkata' },
    { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata', zone: 'Pacific/Auckland' },
    { id: 'U0ELI00001', handle: 'eli', realName: 'Eli Former', deactivated: true },
    { id: 'U0GUS00001', handle: 'gus', realName: 'Gus Guest', zone: 'Europe/London', guest: 'multi-channel' },
    { id: 'U0ROBOT001', handle: 'standup', realName: 'Standup Robot', zone: 'Etc/UTC', bot: true },
  ],
  channels: [{ id: 'C0GENERAL1', name: 'general' }],
}
