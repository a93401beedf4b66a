import { sendEvent } from '../outbound/events.ts'
import type { World } from '../state/world.ts'
import type { Grant } from './grants.ts'
import type { Site } from './site.ts'

/** Removes the app from a workspace or organisation: all tokens are dead before the first of the two events. */
export const uninstall = async (site: Site, place: World) => {
  const leaving = asItWas(place)
  const { id } = place.state.team
  for (const grant of site.grants.living(id)) site.grants.end(grant, 'account_inactive')
  site.access.delete(id)
  await tokensRevoked(leaving)
  await sendEvent(leaving, { type: 'app_uninstalled' })
}

/** Ends one token. An app whose last token is revoked is uninstalled: docs.slack.dev/reference/events/app_uninstalled. */
export const revokeToken = async (site: Site, grant: Grant) => {
  const place = site.places.get(grant.place)
  if (!place || grant.ended) return
  const leaving = asItWas(place)
  site.grants.end(grant, 'token_revoked')
  await tokensRevoked(leaving)
  if (site.grants.living(grant.place).length > 0) return
  site.access.delete(grant.place)
  await sendEvent(leaving, { type: 'app_uninstalled' })
}

const tokensRevoked = (place: World) =>
  sendEvent(place, { type: 'tokens_revoked', tokens: { bot: [place.state.app.botUserId] } })

/** The envelopes speak of the installation that has just ended. */
const asItWas = (place: World): World => {
  const wasWide = place.installed.isOrganisationWide()
  return { ...place, installed: { ...place.installed, isOrganisationWide: () => wasWide } }
}

/** Lets an organisation's installation into some of its workspaces, or no longer: only then do they have the app. */
export const changeAccess = async (site: Site, organisation: World, teams: string[], isGranted: boolean) => {
  const { id } = organisation.state.team
  const entered = site.access.get(id) ?? new Set()
  for (const team of teams) {
    if (site.places.get(team)?.organisation?.id !== id) throw new Error(`${team} is no workspace of ${id}`)
    if (isGranted) entered.add(team)
    else entered.delete(team)
  }
  site.access.set(id, entered)
  await sendEvent(organisation, {
    type: isGranted ? 'team_access_granted' : 'team_access_revoked',
    team_ids: teams,
  })
}
