/**
 * A local Slack of many workspaces, in which one app is installed by OAuth, over one HTTP server:
 *
 *   const slack = await startLocalWorkspaces({ clock, manifest, workspaces: [acme, globex] })
 *   // the app: SLACK_API_URL = slack.apiUrl, SLACK_CLIENT_ID = slack.clientId, SLACK_CLIENT_SECRET = slack.clientSecret,
 *   // SLACK_SIGNING_SECRET = slack.signingSecret; then slack.connect('http://127.0.0.1:3000/slack/events')
 *   // a browser: GET slack.url/oauth/v2/authorize?client_id&scope&state&redirect_uri&team, and press Allow
 *   const ada = slack.workspace('T0ACME').member('@ada')  // a workspace is all that `startLocalSlack` gives
 *   await slack.workspace('T0ACME').uninstall()           // the others stay as they are
 *   slack.breaches                                        // of all workspaces; assert []
 *
 * With `organisations`, some workspaces belong to one, which can install the app for all of them:
 *
 *   const location = slack.installFromAdminPages('E0ACME', 'U0ADA', redirectUri)   // no state
 *   await slack.grantAccess('E0ACME', ['T0ACME'])         // → team_access_granted; before, no workspace has the app
 *   await slack.revokeAccess('E0ACME', ['T0ACME']); await slack.organisation('E0ACME').uninstall()
 */
import { randomBytes } from 'node:crypto'
import { createChanges } from './changes.ts'
import { createFaults } from './faults.ts'
import { close, createSlackServer, listen } from './http-server.ts'
import { type AppOptions, makeWorld } from './make-world.ts'
import { fromAdminPages } from './oauth/authorize.ts'
import { createCodes } from './oauth/codes.ts'
import { createGrants } from './oauth/grants.ts'
import { changeAccess, revokeToken, uninstall } from './oauth/leaving.ts'
import { minting } from './oauth/minting.ts'
import { installedIn, isOrganisation, type Site, workspacesOf } from './oauth/site.ts'
import { switchboard } from './oauth/switchboard.ts'
import { createRequestLog } from './request-log.ts'
import type { WorkspaceSeed } from './state/seed.ts'
import { birthOf, withoutPrototypes } from './state/state.ts'
import type { Organisation, World } from './state/world.ts'
import { asWorkspace } from './workspace.ts'

export type LocalWorkspacesOptions = AppOptions & {
  /** All name the same app. Those of one organisation also name the same bot, and must not share ids of channels. */
  workspaces: readonly WorkspaceSeed[]
  organisations?: readonly OrganisationSeed[]
  clientId?: string
  clientSecret?: string
  /** What redirect URIs may begin with; by default anything will do. */
  redirectUrls?: readonly string[]
}

/** @property workspaces their ids; none of them is in two organisations */
export type OrganisationSeed = { id: string; name: string; domain: string; workspaces: readonly string[] }

export type LocalWorkspaces = Awaited<ReturnType<typeof startLocalWorkspaces>>

/** Starts listening on 127.0.0.1. The app is installed nowhere yet. Rejects if the port is taken. */
export const startLocalWorkspaces = async (options: LocalWorkspacesOptions) => {
  const { clock, manifest, organisations = [], salt = randomBytes(8).toString('hex') } = options
  const [first] = options.workspaces
  if (!first) throw new Error('there must be a workspace')
  const changes = createChanges()
  const { app } = first
  const access: Site['access'] = new Map()
  const mint = minting(salt)
  const site: Site = {
    clock,
    log: createRequestLog(() => changes.changed({ what: 'log' })),
    faults: createFaults(options.faultSeed),
    app: {
      ...{ id: app.id, name: app.name, manifest, redirectUrls: options.redirectUrls },
      clientId: options.clientId ?? '1111111111.2222222222',
      clientSecret: options.clientSecret ?? 'local-slack-client-secret',
    },
    grants: createGrants({ clock, mint, rotates: () => manifest?.settings?.token_rotation_enabled === true }),
    codes: createCodes({ clock, mint }),
    places: new Map(),
    access,
  }
  const server = createSlackServer(switchboard(site))
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
  let appUrl = options.appUrl
  const stop = () => close(server)

  const addPlace = (seed: WorkspaceSeed, organisation: Organisation | undefined) => {
    const { id } = seed.team
    if (site.places.has(id)) throw new Error(`there is a place ${id} already`)
    if (seed.app.id !== app.id) throw new Error(`${id} has another app than ${first.team.id}: ${seed.app.id}`)
    const world = makeWorld(
      { ...options, ...(appUrl !== undefined && { appUrl }) },
      {
        state: withoutPrototypes(structuredClone(birthOf(seed, `${salt}/${id}`))),
        installed: installedIn(site, id, organisation?.id),
        scopes: [],
        organisation,
        baseUrl: () => `${url}/team/${id}`,
        changed: changes.changed,
      },
    )
    site.places.set(id, world)
    return world
  }

  const owners = new Map<string, Organisation>()
  for (const { workspaces, ...organisation } of organisations) {
    const teamsOf = (member: string) =>
      workspacesOf(site, organisation.id)
        .filter(({ state }) => state.members[member])
        .map(({ state }) => state.team.id)
    for (const id of workspaces) owners.set(id, { ...organisation, teamsOf })
  }
  for (const seed of options.workspaces) addPlace(seed, owners.get(seed.team.id))
  for (const { workspaces, ...team } of organisations) {
    const own = options.workspaces.filter((seed) => workspaces.includes(seed.team.id))
    const bots = new Set(own.map((seed) => `${seed.app.botId} ${seed.app.botUserId}`))
    if (own.length !== workspaces.length || !own[0] || bots.size > 1) {
      throw new Error(`${team.id} must name workspaces that are there, and have one bot`)
    }
    addPlace({ team, app: own[0].app, members: [], channels: [] }, owners.get(own[0].team.id))
  }

  const handle = (world: World) =>
    asWorkspace(world, { url, changes, uninstall: () => uninstall(site, world), stop })
  const placeNamed = (id: string): World => {
    const world = site.places.get(id)
    if (!world) throw new Error(`no workspace or organisation ${id}`)
    return world
  }
  const worlds = () => [...site.places.values()]

  return {
    url,
    /** For SLACK_API_URL. */
    apiUrl: `${url}/api/`,
    clientId: site.app.clientId,
    clientSecret: site.app.clientSecret,
    signingSecret: placeNamed(first.team.id).signingSecret,
    manifest,
    /** Faults of calls that carry no known token: the way of an installation. Each workspace has its own. */
    faults: site.faults,
    /** Calls that carry no known token. */
    requests: site.log.requests,
    /** Of all workspaces, and of the calls that belong to none. */
    get breaches() {
      return [site, ...worlds()].flatMap(({ log }) => log.breaches)
    },
    connect: (address: string | undefined) => {
      appUrl = address
      for (const world of worlds()) world.appUrl = address
    },
    /** Adds a workspace while the app runs. */
    add: (seed: WorkspaceSeed) => handle(addPlace(seed, undefined)),
    workspace: (id: string) => handle(placeNamed(id)),
    workspaces: () =>
      worlds()
        .filter((world) => !isOrganisation(world))
        .map(handle),
    /** Its log has the calls that concern no one workspace. It has no members: act as those of its workspaces. */
    organisation: (id: string) => handle(placeNamed(id)),

    /** @returns where the admin's browser is sent: the app's redirect URI, with a code, but without a state */
    installFromAdminPages: (organisation: string, by: string, redirectUri: string) =>
      fromAdminPages(site, placeNamed(organisation), by, redirectUri),
    grantAccess: (organisation: string, teams: string[]) =>
      changeAccess(site, placeNamed(organisation), teams, true),
    revokeAccess: (organisation: string, teams: string[]) =>
      changeAccess(site, placeNamed(organisation), teams, false),
    /** Revokes one token, with its events. */
    revoke: async (token: string) => {
      const grant = site.grants.find(token)
      if (!grant) throw new Error('no such token')
      await revokeToken(site, grant)
    },
    /** Resends the unacknowledged events that are due. @returns how many */
    retryDue: async () => {
      let count = 0
      for (const world of worlds()) count += await handle(world).retryDue()
      return count
    },
    subscribe: changes.subscribe,
    until: changes.until,
    stop,
  }
}
