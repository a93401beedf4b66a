export const subcommands = [
  'find',
  'offer',
  'request',
  'requests',
  'book',
  'sessions',
  'profile',
  'availability',
  'pause',
  'resume',
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
