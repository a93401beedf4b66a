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
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
