import type { JsonObject } from '../json.ts'
import type { World } from '../state/world.ts'
import { type Answer, accept } from '../web-api/answer.ts'
import { isTrue } from '../web-api/arguments.ts'
import type { Grant } from './grants.ts'
import { revokeToken } from './leaving.ts'
import { isOrganisation, type Site } from './site.ts'

/** The methods that are about the token itself. */
export const tokenMethods: {
  [name: string]: (site: Site, grant: Grant, place: World, args: JsonObject) => Answer
} = {
  'auth.revoke': (site, grant, _place, args) => {
    if (isTrue(args.test)) return accept({ revoked: false })
    // The events go their own way: Slack does not wait for the app before it answers.
    void revokeToken(site, grant)
    return accept({ revoked: true })
  },
  'auth.teams.list': (site, _grant, place) => {
    const { team } = place.state
    const ids = isOrganisation(place) ? [...(site.access.get(team.id) ?? [])] : [team.id]
    const teams = ids.map((id) => ({ id, name: site.places.get(id)?.state.team.name ?? id }))
    return accept({ teams, response_metadata: { next_cursor: '' } })
  },
}
