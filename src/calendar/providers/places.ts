import type { CalendarProvider } from '../../domain/calendars/reading.ts'

/** Where a provider asks for consent, gives tokens, and has its API; each without a slash at its end. */
export type ProviderPlaces = { authorize: string; token: string; api: string }

/** The app's own registration with a provider. */
export type ProviderClient = { clientId: string; clientSecret: string; places?: ProviderPlaces }

export type ProviderClients = Partial<Record<CalendarProvider, ProviderClient>>

/**
 * developers.google.com/identity/protocols/oauth2/web-server; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow,
 * with `common` for accounts of any organisation and of nobody's.
 */
export const usualPlaces: Readonly<Record<CalendarProvider, ProviderPlaces>> = {
  google: {
    authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    api: 'https://www.googleapis.com/calendar/v3',
  },
  microsoft: {
    authorize: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    token: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    api: 'https://graph.microsoft.com/v1.0',
  },
}

type Scopes = {
  /** Enough to learn when somebody is busy, and nothing of what is in their calendar. */
  busy: string
  /** Lets events be written. */
  writing: string
  /** Whether whoever may write may also learn when its owner is busy. */
  writingReads: boolean
  /** What else gets access that lasts, as scopes and as parameters of the consent page. */
  lasting: { scopes: readonly string[]; parameters: Readonly<Record<string, string>> }
}

/** developers.google.com/workspace/calendar/api/auth; learn.microsoft.com/graph/permissions-reference#calendars-permissions */
export const scopesOf: Readonly<Record<CalendarProvider, Scopes>> = {
  google: {
    busy: 'https://www.googleapis.com/auth/calendar.freebusy',
    writing: 'https://www.googleapis.com/auth/calendar.events.owned',
    writingReads: false,
    lasting: { scopes: [], parameters: { access_type: 'offline', prompt: 'consent' } },
  },
  microsoft: {
    busy: 'Calendars.ReadBasic',
    writing: 'Calendars.ReadWrite',
    writingReads: true,
    lasting: { scopes: ['offline_access'], parameters: { prompt: 'select_account' } },
  },
}
