import * as oauth from 'oauth4webapi'
import {
  type CalendarFault,
  type CalendarProvider,
  calendarProviders,
  type Grant,
} from '../../domain/calendars/reading.ts'
import { type Clock, HOUR, SECOND } from '../../domain/time/time.ts'
import { type ProviderClient, type ProviderClients, scopesOf, usualPlaces } from './places.ts'

/** A browser or a booking waits for it. */
const WITHIN = 5 * SECOND

type Asking = {
  /** Random, and back in the answer: tells the answer to our own question from a forged one (RFC 6749, 10.12). */
  state: string
  /** Random: only whoever knows it can use the answer (RFC 7636). */
  verifier: string
  /** Where the browser comes back to. */
  redirectUri: string
}

/** Consent and tokens of one provider of calendars (OAuth 2.0, RFC 6749). */
export type Provider = {
  /** The address of the page on which a calendar's owner consents. */
  consentPage(asking: Asking & { writes: boolean }): Promise<string>
  /**
   * Exchanges the answer for tokens.
   * @param answer the whole address with which the browser came back
   * @returns `declined` if its owner said no, or left out what is needed; else why it failed, in a word that quotes nothing
   */
  grantFor(answer: URL, asking: Asking): Promise<Grant | { not: 'declined' } | { not: 'failed'; why: string }>
  /** Gets new access. A provider that takes the consent for over says `revoked`. */
  renew(grant: Grant): Promise<Grant | { fault: CalendarFault }>
}

/** By a library that checks all answers, with PKCE (RFC 7636). */
const calendarProvider = (
  kind: CalendarProvider,
  { clientId, clientSecret, places = usualPlaces[kind] }: ProviderClient,
  clock: Clock,
): Provider => {
  const { busy, writing, writingReads, lasting } = scopesOf[kind]
  const server: oauth.AuthorizationServer = {
    issuer: new URL(places.authorize).origin,
    token_endpoint: places.token,
  }
  const client: oauth.Client = { client_id: clientId }
  const authentication = oauth.ClientSecretPost(clientSecret)
  const options = () => ({
    signal: AbortSignal.timeout(WITHIN),
    [oauth.allowInsecureRequests]: places.token.startsWith('http:'),
  })
  const grantOf = (got: oauth.TokenEndpointResponse, askedAt: number, before?: Grant): Grant | undefined => {
    const refresh = got.refresh_token ?? before?.refresh
    if (refresh === undefined) return undefined
    const allowed = got.scope?.split(' ').map(withoutHost)
    return {
      access: got.access_token,
      accessUntil: askedAt + (got.expires_in === undefined ? HOUR : got.expires_in * SECOND),
      refresh,
      writes: allowed?.includes(withoutHost(writing)) ?? before?.writes ?? false,
    }
  }
  return {
    consentPage: async ({ state, verifier, redirectUri, writes }) => {
      const page = new URL(places.authorize)
      page.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: [busy, ...(writes ? [writing] : []), ...lasting.scopes].join(' '),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...lasting.parameters,
      }).toString()
      return page.href
    },

    grantFor: async (answer, { state, verifier, redirectUri }) => {
      try {
        const checked = oauth.validateAuthResponse(server, client, answer, state)
        const askedAt = clock.now()
        const response = await oauth.authorizationCodeGrantRequest(
          ...[server, client, authentication, checked, redirectUri, verifier, options()],
        )
        const got = await oauth.processAuthorizationCodeResponse(server, client, response)
        // People can leave out single permissions: without this one, nothing can be read.
        const allowed = got.scope?.split(' ').map(withoutHost)
        const reading = [busy, ...(writingReads ? [writing] : [])]
        const isEnough = !allowed || reading.some((scope) => allowed.includes(withoutHost(scope)))
        if (!isEnough) return { not: 'declined' }
        return grantOf(got, askedAt) ?? { not: 'failed', why: 'no refresh token' }
      } catch (error) {
        const isNo = error instanceof oauth.AuthorizationResponseError && error.error === 'access_denied'
        return isNo ? { not: 'declined' } : { not: 'failed', why: wordFor(error) }
      }
    },

    renew: async (grant) => {
      try {
        const askedAt = clock.now()
        const response = await oauth.refreshTokenGrantRequest(
          ...[server, client, authentication, grant.refresh, options()],
        )
        const got = await oauth.processRefreshTokenResponse(server, client, response)
        return grantOf(got, askedAt, grant) ?? { fault: 'unexpected' }
      } catch (error) {
        return { fault: faultOf(error) }
      }
    },
  }
}

/** Those at which the operator registered the app. */
export const providersOf = (clients: ProviderClients, clock: Clock) =>
  Object.fromEntries(
    calendarProviders.flatMap((kind) => {
      const client = clients[kind]
      return client ? [[kind, calendarProvider(kind, client, clock)]] : []
    }),
  ) as Partial<Record<CalendarProvider, Provider>>

/** Microsoft names its scopes now with and now without the host of its API. */
const withoutHost = (scope: string) => scope.replace('https://graph.microsoft.com/', '')

/** The error's own code, such as `invalid_client`, for whoever runs the server. */
const wordFor = (error: unknown): string => {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return error.error
  return error instanceof oauth.OperationProcessingError && error.code ? error.code : faultOf(error)
}

const faultOf = (error: unknown): CalendarFault => {
  if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant') return 'revoked'
  const status = statusOf(error)
  if (status === 429) return 'limited'
  if (status !== undefined) return status >= 500 ? 'server_error' : 'unexpected'
  if (error instanceof oauth.OperationProcessingError) return 'unexpected'
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
}

const statusOf = (error: unknown): number | undefined => {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError)
    return error.status
  return error instanceof oauth.OperationProcessingError && error.cause instanceof Response
    ? error.cause.status
    : undefined
}
