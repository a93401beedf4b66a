import type { Incoming } from '../answering.ts'
import { type JsonObject, textAt } from '../json.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept, refuse, refuseBreach } from '../web-api/answer.ts'
import { readArguments } from '../web-api/arguments.ts'
import { type Grant, TOKEN_LASTS } from './grants.ts'
import { isOrganisation, type Site } from './site.ts'

/**
 * docs.slack.dev/reference/methods/oauth.v2.access: a code becomes a token or, with rotation, a refresh token becomes a new
 * pair. `code_already_used` is not in the reference, but is what Slack says (omniauth-slack#54).
 */
export const accessV2 = (site: Site, { headers, url, body }: Incoming): Answer => {
  const args = readArguments(undefined, headers, body.toString('utf8'), url.searchParams) ?? {}
  const { clientId, clientSecret } = credentials(headers.authorization, args)
  if (clientId !== site.app.clientId) return refuseBreach('invalid_client_id', 'not the app’s client_id')
  if (clientSecret !== site.app.clientSecret) {
    return refuseBreach('bad_client_secret', 'not the app’s client_secret')
  }
  switch (textAt(args, 'grant_type') ?? 'authorization_code') {
    case 'authorization_code':
      return exchange(site, args)
    case 'refresh_token': {
      const grant = site.grants.renew(textAt(args, 'refresh_token') ?? '')
      return grant ? accept(described(site, grant)) : refuse('invalid_refresh_token')
    }
    default:
      return refuseBreach('invalid_grant_type', 'neither authorization_code nor refresh_token')
  }
}

const exchange = (site: Site, args: JsonObject): Answer => {
  const code = site.codes.find(textAt(args, 'code') ?? '')
  const place = code && site.places.get(code.place)
  if (!code || !place) return refuse('invalid_code')
  if (code.isUsed) return refuse('code_already_used')
  if (code.redirectUri !== null && code.redirectUri !== textAt(args, 'redirect_uri')) {
    return refuseBreach('bad_redirect_uri', 'not the one that was given to the page')
  }
  code.isUsed = true
  if (!isOrganisation(place) && place.installed.isOrganisationWide()) {
    return refuse('cannot_install_an_org_installed_app')
  }
  return accept({ ...described(site, site.grants.issue(code)), authed_user: { id: code.by } })
}

const described = (site: Site, grant: Grant): JsonObject => {
  const place = site.places.get(grant.place)
  return {
    app_id: site.app.id,
    token_type: 'bot',
    access_token: grant.token,
    bot_user_id: place?.state.app.botUserId,
    scope: grant.scopes.join(','),
    ...(grant.refreshToken && { refresh_token: grant.refreshToken, expires_in: TOKEN_LASTS }),
    ...(place && placeFields(place)),
  }
}

const placeFields = (place: World): JsonObject => {
  const { organisation, state } = place
  return {
    team: isOrganisation(place) ? null : { id: state.team.id, name: state.team.name },
    enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
    is_enterprise_install: isOrganisation(place),
  }
}

/** By HTTP Basic, as Slack prefers, or among the arguments. */
const credentials = (authorization: string | undefined, args: JsonObject) => {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (basic === undefined) {
    return { clientId: textAt(args, 'client_id'), clientSecret: textAt(args, 'client_secret') }
  }
  const [clientId, clientSecret] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return { clientId, clientSecret }
}
