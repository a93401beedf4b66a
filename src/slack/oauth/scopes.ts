/** What the app asks for when it is installed: the scopes of the manifest, those that are optional there included. */
export const SCOPES = [
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'im:history',
  'files:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
] as const
