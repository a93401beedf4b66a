export const subcommands = [
  'find',
  'offer',
  'request',
  'requests',
  'book',
  'suggest',
  'host',
  'sessions',
  'profile',
  'availability',
  'pause',
  'resume',
  'settings',
  'report',
  'data',
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
