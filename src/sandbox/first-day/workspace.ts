import type { WorkspaceSeed } from '../slack/state/seed.ts'

/**
 * The workspace that the sandbox opens with: its owner, Ada, who so organises mentoring; four distant zones, a former
 * colleague, a guest and another app's bot; and a channel where the app has been added already, beside one where it has
 * not.
 */
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
    { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin', admin: 'owner' },
    { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
    { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao', zone: 'Asia/Kolkata' },
    { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata', zone: 'Pacific/Auckland' },
    { id: 'U0ELI00001', handle: 'eli', realName: 'Eli Former', deactivated: true },
    { id: 'U0GUS00001', handle: 'gus', realName: 'Gus Guest', zone: 'Europe/London', guest: 'multi-channel' },
    { id: 'U0ROBOT001', handle: 'standup', realName: 'Standup Robot', zone: 'Etc/UTC', bot: true },
  ],
  channels: [
    {
      id: 'C0GENERAL1',
      name: 'general',
      topic: 'Everything that concerns all of us',
      purpose: 'For announcements and talk that everybody should see.',
    },
    {
      id: 'C0LUNCH001',
      name: 'lunch-and-learn',
      topic: 'Thursdays at noon',
      purpose: 'Short talks over lunch, and sessions that anybody can join.',
      appIsMember: true,
    },
  ],
}
