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
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
