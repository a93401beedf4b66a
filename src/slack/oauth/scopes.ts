/** Without these the app does nothing. */
const REQUIRED = ['commands', 'chat:write', 'im:write', 'users:read'] as const

/** Those who install the app may leave these out; Home then says what is missing (docs/operating.md#scopes). */
const OPTIONAL = [
  'files:write',
  'im:history',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
] as const

export type OptionalScope = (typeof OPTIONAL)[number]

/** What the app asks for when it is installed: the scopes of the manifest. */
export const SCOPES = [...REQUIRED, ...OPTIONAL] as const

/** Optional scopes that were not granted. @param granted null if Slack did not say: then calls show it */
export const lackingAmong = (granted: readonly string[] | null): readonly OptionalScope[] =>
  granted === null ? [] : OPTIONAL.filter((scope) => !granted.includes(scope))
