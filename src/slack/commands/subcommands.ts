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
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
