import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider, type Installation as OauthInstallation } from '@slack/oauth'
import type { Log } from '../../app/log.ts'
import { memberId } from '../../domain/ids.ts'
import { type Clock, SECOND } from '../../domain/time/time.ts'
import type { Installations } from '../../service/installations/installations.ts'
import type { Installation } from '../../store/installations.ts'
import type { OauthStates } from '../../store/oauth-states.ts'
import { boltLogger } from '../bolt-logger.ts'
import type { Words } from '../text/words.ts'
import { landingPage } from './landing-page.ts'
import { page, sendPage } from './page.ts'
import { privacyPage } from './privacy-page.ts'
import { SCOPES } from './scopes.ts'

type Parts = {
  slack: { clientId: string; clientSecret: string; publicUrl: string; support?: string }
  apiUrl: string
  installations: Pick<Installations, 'keep' | 'welcome'>
  states: OauthStates
  clock: Clock
  log: Log
  words: Words
  /** Called after an installation was kept, which serves from now on. */
  changed(): void
  count(outcome: 'installed' | 'declined' | 'failed'): void
}

const INSTALL = '/slack/install'
const RETURN = '/slack/oauth_redirect'
const PRIVACY = '/privacy'

/** Slack's page that asks for permission is beside its Web API: the local Slack has it too. */
const authorizeUrl = (apiUrl: string) => new URL('../oauth/v2/authorize', apiUrl).href

/**
 * The pages on which a workspace installs the app: what it is, the way to Slack, and the way back. Slack's own library does
 * the exchange (OAuth 2.0, RFC 6749); what it keeps, it keeps in Postgres. A return without a state, as an installation
 * from an organisation's admin pages makes it, is never taken as it is: it begins our own way, with a state.
 * @returns a listener that answers only requests for these pages, and says whether it did
 */
export const installing = (parts: Parts) => {
  const { slack, apiUrl, installations, states, clock, log, words, changed, count } = parts
  const redirectUri = `${slack.publicUrl}${RETURN}`
  const installOptions = { scopes: [...SCOPES], redirectUri }
  const provider = new InstallProvider({
    ...{ clientId: slack.clientId, clientSecret: slack.clientSecret },
    authorizationUrl: authorizeUrl(apiUrl),
    // Somebody waits in front of a browser, and can try again.
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: 8 * SECOND,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
    directInstall: true,
    installUrlOptions: installOptions,
    // What it calls an error is said below, without what it quotes.
    logger: Object.assign(boltLogger(log), { error: () => {} }),
    stateStore: {
      generateStateParam: () => states.begin(clock.now()),
      verifyStateParam: async (_now, state) => {
        if (!(await states.end(state, clock.now()))) throw new Error('the state is over, or was used before')
        return installOptions
      },
    },
    installationStore: {
      // Also called when a token is refreshed, which is no installation: what only one brings is done on success.
      storeInstallation: async (made) => {
        await installations.keep(asInstallation(made), made.team?.name ?? null)
        changed()
      },
      fetchInstallation: async () => {
        throw new Error('installations are looked up elsewhere')
      },
    },
  })
  const say = (
    response: ServerResponse,
    status: number,
    text: { title: string; lines: readonly string[] },
    link?: { text: string; href: string },
  ) => sendPage(response, status, page({ ...text, ...(link && { link }) }))
  const install = { text: words.installing.add, href: INSTALL }

  const comeBack = (request: IncomingMessage, response: ServerResponse) =>
    provider.handleCallback(
      request,
      response,
      {
        successAsync: async (made) => {
          const installation = asInstallation(made)
          await installations.welcome(installation)
          count('installed')
          const href = addressIn(installation, made.appId ?? '')
          const { done, open, forOrganisation, choose } = words.installing
          if (installation.team === null) say(response, 200, forOrganisation, { text: choose, href })
          else say(response, 200, done, { text: open, href })
        },
        failureAsync: async (error) => {
          // That somebody cancels or comes back too late, or that Slack refuses, is no error of ours.
          log[error.code?.startsWith('slack_') ? 'warn' : 'error'](
            { err: error },
            'the app was not installed',
          )
          const isRefusal = error.code === 'slack_oauth_installer_authorization_error'
          count(isRefusal ? 'declined' : 'failed')
          say(
            response,
            isRefusal ? 200 : 400,
            isRefusal ? words.installing.declined : words.installing.failed,
            install,
          )
        },
      },
      installOptions,
    )

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const asked = request.url ?? '/'
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !URL.canParse(asked, slack.publicUrl))
      return false
    const url = new URL(asked, slack.publicUrl)
    if (url.pathname === '/')
      sendPage(
        response,
        200,
        landingPage(words, { install: INSTALL, privacy: PRIVACY, support: slack.support }),
      )
    else if (url.pathname === PRIVACY) sendPage(response, 200, privacyPage(words, '/', slack.support))
    // Whoever looks whether a page is there begins nothing, and uses nothing up.
    else if (request.method === 'HEAD') return false
    else if (url.pathname === INSTALL) {
      boundToSite(response)
      await provider.handleInstallPath(request, response)
    } else if (url.pathname === RETURN && !url.searchParams.get('state') && !url.searchParams.has('error'))
      say(response, 200, words.installing.goOn, { ...install, text: words.installing.continue })
    else if (url.pathname === RETURN) await comeBack(request, response)
    else return false
    return true
  }
}

/**
 * Slack's library sets the cookie without SameSite, by which no other site's request carries it (RFC 6265bis), and says of
 * the redirection nothing to caches: one that kept it would give one browser's state to all.
 */
const boundToSite = (response: ServerResponse) => {
  response.setHeader('cache-control', 'no-store')
  const set = response.setHeader.bind(response)
  response.setHeader = (name, value) =>
    set(
      name,
      name.toLowerCase() === 'set-cookie' ? [value].flat().map((one) => `${one}; SameSite=Lax`) : value,
    )
}

const asInstallation = (made: OauthInstallation): Installation => {
  const { bot, team, enterprise, isEnterpriseInstall, user } = made
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (!bot || !id) throw new Error('Slack gave no bot token')
  return {
    id,
    team: isEnterpriseInstall ? null : (team?.id ?? null),
    enterprise: enterprise?.id ?? null,
    botToken: bot.token,
    refreshToken: bot.refreshToken ?? null,
    expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * SECOND,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    installedBy: memberId(user.id),
  }
}

/** Where the app is in Slack; for an organisation, where its workspaces are chosen. */
const addressIn = ({ id, team }: Installation, app: string): string =>
  team === null
    ? `https://app.slack.com/manage/${id}/integrations/profile/${app}/workspaces/add`
    : `https://slack.com/app_redirect?app=${app}&team=${team}`

export type Install = ReturnType<typeof installing>
