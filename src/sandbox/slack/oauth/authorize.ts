import type { Incoming, Reply } from '../answering.ts'
import { isPerson } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { allowPage, choosePage, problemPage } from './authorize-page.ts'
import { isOrganisation, type Site, workspacesOf } from './site.ts'

/** What the app asks for, as the browser brings it. */
type Asked = { scopes: string[]; state: string | null; redirectUri: string | null }

/**
 * Slack's page that asks for permission, `/oauth/v2/authorize`: which workspace or organisation (`team`), then who allows it
 * there, with which of the optional scopes. The app gets a code, or `access_denied`, by the browser's redirection.
 */
export const authorize = (site: Site, { verb, url, body }: Incoming): Reply => {
  const fields = verb === 'POST' ? new URLSearchParams(body.toString('utf8')) : url.searchParams
  const scopes = (fields.get('scope') ?? '').split(/[ ,]+/).filter(Boolean)
  const asked: Asked = { scopes, state: fields.get('state'), redirectUri: fields.get('redirect_uri') }
  const problem = problemWith(site, fields.get('client_id'), asked)
  const back = asked.redirectUri ?? site.app.redirectUrls?.[0]
  if (problem !== undefined || back === undefined) {
    const said = problem ?? 'No redirect_uri was given, and none is configured.'
    return { ...html(400, problemPage(said)), breaches: [said] }
  }
  const places = placesOf(site)
  const place = places.find(({ state }) => state.team.id === fields.get('team'))
  if (!place) {
    const teams = places.map(({ state }) => state.team)
    return html(200, choosePage(site.app.name, url.searchParams, teams))
  }
  if (verb !== 'POST') {
    return html(
      200,
      allowPage(site.app.name, fields, place.state.team, mayInstall(site, place), split(site, scopes)),
    )
  }
  if (fields.get('decision') !== 'allow')
    return redirect(back, { error: 'access_denied', state: asked.state })
  const by = mayInstall(site, place).find(({ id }) => id === fields.get('user'))
  if (!by) return html(403, problemPage('Guests, bots and people from elsewhere cannot install apps here.'))
  return redirect(back, {
    code: allow(site, place, by.id, asked, fields.getAll('optional')),
    state: asked.state,
  })
}

/** Grants what is asked, and of what is optional only what was chosen. @returns the code that the app exchanges */
const allow = (site: Site, place: World, by: string, asked: Asked, chosen: readonly string[]) => {
  const { required, optional } = split(site, asked.scopes)
  return site.codes.issue({
    place: place.state.team.id,
    scopes: [...required, ...optional.filter((scope) => chosen.includes(scope))],
    by,
    redirectUri: asked.redirectUri,
  })
}

/**
 * An installation that begins on an organisation's admin pages, and not on the app's: the app gets a code that it did not
 * ask for, and no state. @returns where the admin's browser is sent
 */
export const fromAdminPages = (site: Site, place: World, by: string, redirectUri: string): string => {
  const scopes = site.app.manifest?.oauth_config?.scopes
  const asked = {
    scopes: [...(scopes?.bot ?? []), ...(scopes?.bot_optional ?? [])],
    state: null,
    redirectUri: null,
  }
  return withQuery(redirectUri, { code: allow(site, place, by, asked, asked.scopes), state: null })
}

const problemWith = ({ app }: Site, clientId: string | null, { scopes, redirectUri }: Asked) => {
  if (clientId !== app.clientId) return 'Invalid client_id parameter.'
  if (scopes.length === 0) return 'No scopes were requested.'
  const isKnown = (uri: string) => (app.redirectUrls ?? ['']).some((known) => uri.startsWith(known))
  return redirectUri !== null && !isKnown(redirectUri)
    ? `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri}`
    : undefined
}

/** An app that is not ready for organisations is installed in workspaces only: the manifest's `org_deploy_enabled`. */
const placesOf = ({ places, app }: Site) =>
  [...places.values()].filter(
    (place) => !isOrganisation(place) || app.manifest?.settings?.org_deploy_enabled !== false,
  )

const mayInstall = (site: Site, place: World) => {
  const among = isOrganisation(place) ? workspacesOf(site, place.state.team.id) : [place]
  const people = among.flatMap(({ state }) => Object.values(state.members))
  const able = people.filter((member) => isPerson(member) && !member.guest && !member.external)
  return [...new Map(able.map((member) => [member.id, member])).values()]
}

const split = ({ app }: Site, scopes: readonly string[]) => {
  const mayLack = app.manifest?.oauth_config?.scopes?.bot_optional ?? []
  return {
    required: scopes.filter((scope) => !mayLack.includes(scope)),
    optional: scopes.filter((scope) => mayLack.includes(scope)),
  }
}

const html = (status: number, body: string): Reply => ({
  status,
  body,
  contentType: 'text/html; charset=utf-8',
})

const redirect = (uri: string, query: { [name: string]: string | null }): Reply => ({
  status: 302,
  body: '',
  headers: { location: withQuery(uri, query) },
})

const withQuery = (uri: string, query: { [name: string]: string | null }) => {
  const to = new URL(uri)
  for (const [name, value] of Object.entries(query)) if (value !== null) to.searchParams.set(name, value)
  return to.href
}
