export const subcommands = [
  'offer',
  'request',
  'requests',
  'book',
  'sessions',
  'availability',
  'pause',
  'resume',
  'help',
] as const
export type Subcommand = (typeof subcommands)[number]
