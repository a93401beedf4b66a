import type { WorkspaceSeed } from '../slack/state/seed.ts'

/** The workspace that the sandbox opens with: four distant zones, a former colleague, a guest and another app's bot. */
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
