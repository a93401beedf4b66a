import type { SlackState } from './state.ts'

/** Why a token is refused, in Slack's word; `breach`: why a correct app never meets that. */
export type Refused = { error: string; breach?: string }

/** How the app is installed in a workspace: which tokens work there, and what payloads say of it. */
export type Installed = {
  /** The newest token, or an empty text while there is none. */
  botToken(): string
  /** The bot scopes of a token (undefined: all), or why it is refused here. */
  admit(token: string): { scopes: readonly string[] | undefined } | Refused
  /** Whether members find the app here, and Slack tells it of events. */
  isPresent(): boolean
  /** Whether the organisation's installation serves this workspace, and not one of its own. */
  isOrganisationWide(): boolean
}

/** One token that never changes, in one workspace that is there from the start. */
export const oneToken = (
  token: string,
  state: SlackState,
  scopes: readonly string[] | undefined,
): Installed => ({
  botToken: () => token,
  admit: (given) => {
    if (given !== token) return unknownToken
    return state.uninstalled ? { error: 'account_inactive' } : { scopes }
  },
  isPresent: () => true,
  isOrganisationWide: () => false,
})

export const unknownToken: Refused = {
  error: 'invalid_auth',
  breach: 'another token than the installation’s',
}
