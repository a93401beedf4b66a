import type { AppManifest } from '../manifest.ts'
import { type Installed, unknownToken } from '../state/installed.ts'
import type { World } from '../state/world.ts'
import type { createCodes } from './codes.ts'
import type { Grants } from './grants.ts'

/** Slack as a whole: many workspaces, and one app that they may install. */
export type Site = Pick<World, 'clock' | 'log' | 'faults'> & {
  app: {
    id: string
    name: string
    clientId: string
    clientSecret: string
    manifest: AppManifest | undefined
    /** What redirect URIs begin with; undefined if any will do. */
    redirectUrls: readonly string[] | undefined
  }
  grants: Grants
  codes: ReturnType<typeof createCodes>
  /** Workspaces and organisations, by id. An organisation is a place without channels, where its installation belongs. */
  places: Map<string, World>
  /** The workspaces that each organisation's installation may enter, by the organisation's id. */
  access: Map<string, Set<string>>
}

export const isOrganisation = ({ state, organisation }: World) => state.team.id === organisation?.id

export const workspacesOf = ({ places }: Site, organisation: string) =>
  [...places.values()].filter((world) => world.organisation?.id === organisation && !isOrganisation(world))

export const mayEnter = ({ access }: Pick<Site, 'access'>, organisation: string, team: string) =>
  organisation === team || access.get(organisation)?.has(team) === true

/**
 * How the app is installed in a place. Where a workspace and its organisation both installed it, the payloads are those of
 * the workspace's own installation; Slack's reference does not say.
 */
export const installedIn = (
  site: Pick<Site, 'grants' | 'access'>,
  id: string,
  organisation: string | undefined,
): Installed => {
  const { grants } = site
  const own = () => grants.living(id)
  const served = () =>
    organisation !== undefined && mayEnter(site, organisation, id) ? grants.living(organisation) : []
  return {
    botToken: () => (own().at(-1) ?? served().at(-1))?.token ?? '',
    admit: (token) => {
      const grant = grants.find(token)
      if (!grant) return unknownToken
      const error = grants.refusalOf(grant)
      if (error) return { error }
      const isForHere =
        grant.place === id || (grant.place === organisation && mayEnter(site, organisation, id))
      return isForHere ? { scopes: grant.scopes } : { error: 'team_access_not_granted' }
    },
    isPresent: () => own().length > 0 || served().length > 0,
    isOrganisationWide: () => id === organisation || (own().length === 0 && served().length > 0),
  }
}
