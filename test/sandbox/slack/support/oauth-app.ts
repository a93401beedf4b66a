import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, type Installation, type Logger, LogLevel } from '@slack/bolt'
import {
  type LocalWorkspacesOptions,
  type OrganisationSeed,
  startLocalWorkspaces,
} from '../../../../src/sandbox/slack/local-workspaces.ts'
import type { AppManifest } from '../../../../src/sandbox/slack/manifest.ts'
import type { SeedMember, WorkspaceSeed } from '../../../../src/sandbox/slack/state/seed.ts'
import { createBrowser } from '../../../support/browser.ts'
import { install } from '../../../support/install.ts'
import { realClock } from '../../../support/real-clock.ts'
import { createTestClock } from './tiny-app.ts'

const seed = (name: string, members: SeedMember[]): WorkspaceSeed => ({
  team: { id: `T0${name.toUpperCase()}`, name, domain: name.toLowerCase() },
  app: { id: 'A0TINY', name: 'Tiny', handle: 'tiny', botId: 'B0TINY', botUserId: 'U0TINYBOT' },
  members,
  channels: [{ id: `C0${name.toUpperCase()}`, name: 'general', appIsMember: true }],
})

/** In both workspaces of the organisation, under one id. */
const ADA: SeedMember = { id: 'W0ADA', handle: 'ada', realName: 'Ada Berlin' }
export const acme = seed('Acme', [ADA, { id: 'W0BEN', handle: 'ben', realName: 'Ben York' }])
export const labs = seed('Labs', [ADA, { id: 'W0CHANDRA', handle: 'chandra', realName: 'Chandra Rao' }])
export const globex = seed('Globex', [
  { id: 'U0GUS', handle: 'gus', realName: 'Gus Guest', guest: 'multi-channel' },
  { id: 'U0DANA', handle: 'dana', realName: 'Dana Ngata' },
])
export const grid: OrganisationSeed = {
  ...{ id: 'E0GRID', name: 'Grid', domain: 'grid' },
  workspaces: [acme.team.id, labs.team.id],
}

export const tinyManifest: AppManifest = {
  features: { slash_commands: [{ command: '/tiny' }] },
  oauth_config: { scopes: { bot: ['commands', 'chat:write', 'users:read'], bot_optional: ['im:history'] } },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_uninstalled',
        'tokens_revoked',
        'team_access_granted',
        'team_access_revoked',
      ],
    },
    org_deploy_enabled: true,
  },
}

/** Installations that fail on purpose would fill the tests' output. */
const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/**
 * Three workspaces, and a real Bolt app that installs itself by Bolt's own OAuth, and answers what it is sent with the token
 * of where it came from. Globex is its own; with `organisations: [grid]`, Acme and Labs belong to one.
 */
export const startOauthApp = async (
  register: (app: App) => void,
  options: Partial<LocalWorkspacesOptions> = {},
) => {
  const clock = createTestClock()
  const slack = await startLocalWorkspaces({
    ...{ clock, wallClock: realClock, salt: 'oauth' },
    ...{ manifest: tinyManifest, workspaces: [acme, labs, globex] },
    ...options,
  })
  const server = createServer((request, response) => receiver.requestListener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}`
  const installations = new Map<string, Installation>()
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a secret of the test',
    scopes: ['commands', 'chat:write', 'users:read', 'im:history'],
    redirectUri: `${address}/slack/oauth_redirect`,
    processBeforeResponse: true,
    logger: quiet,
    installationStore: {
      storeInstallation: async (made: Installation) => {
        installations.set((made.isEnterpriseInstall ? made.enterprise?.id : made.team?.id) ?? '', made)
      },
      fetchInstallation: async ({ isEnterpriseInstall, enterpriseId, teamId }) => {
        const found = installations.get((isEnterpriseInstall ? enterpriseId : teamId) ?? '')
        if (!found) throw new Error(`not installed in ${teamId}`)
        return found
      },
    },
    installerOptions: {
      directInstall: true,
      redirectUriPath: '/slack/oauth_redirect',
      authorizationUrl: `${slack.url}/oauth/v2/authorize`,
      clientOptions,
    },
  })
  const app = new App({ receiver, deferInitialization: true, logger: quiet, clientOptions })
  register(app)
  await app.init()
  slack.connect(`${address}/slack/events`)
  const browser = createBrowser({ clock: realClock })
  return {
    ...{ slack, clock, installations, browser, address },
    redirectUri: `${address}/slack/oauth_redirect`,
    /** Installs the app as somebody would: see `install`. */
    install: (place: string, how: Partial<Parameters<typeof install>[2]> = {}) =>
      install(slack, browser, { from: `${address}/slack/install`, place, ...how }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await slack.stop()
    },
  }
}
