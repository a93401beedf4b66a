import type { OptionalScope } from '../../oauth/scopes.ts'

/** What a scope that was not granted costs. Slack's names are what an admin looks for in the app's settings. */
const costs: readonly { of: readonly OptionalScope[]; cost: string }[] = [
  {
    of: ['files:write'],
    cost: 'sessions come with links to your calendar instead of a calendar file, and reports without a picture and files',
  },
  { of: ['im:history'], cost: 'after a disturbance in Slack, a message from me may come twice' },
  {
    of: ['channels:read', 'groups:read'],
    cost: 'whether I can post in a channel shows only when an open session is announced there',
  },
  {
    of: ['channels:history', 'groups:history'],
    cost: 'after a disturbance in Slack, an announcement may be there twice',
  },
]

/** At the end of Home. */
export const lacking = (missing: readonly OptionalScope[]): string =>
  [
    'Some optional permissions were left out when Mentorship was installed here. It works without them, but:',
    ...costs.flatMap(({ of, cost }) => {
      const names = of.filter((scope) => missing.includes(scope)).map((scope) => `\`${scope}\``)
      return names.length === 0 ? [] : [`• ${cost} (${names.join(', ')})`]
    }),
  ].join('\n')
