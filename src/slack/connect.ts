import type { RequestListener } from 'node:http'
import { SocketModeReceiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../app/log.ts'
import type { Metrics } from '../app/metrics.ts'
import type { RightOfWay } from '../app/right-of-way.ts'
import { workspaceId } from '../domain/ids.ts'
import type { Clock } from '../domain/time/time.ts'
import type { Services } from '../service/services.ts'
import { createApp } from './app.ts'
import type { Background } from './background.ts'
import { boltLogger } from './bolt-logger.ts'
import { httpListener, type Page, slackReceiver } from './http.ts'
import { lackingAmong } from './oauth/scopes.ts'
import type { Served, Serving } from './serving.ts'
import type { Words } from './text/words.ts'
import { askPatiently, type Patience, type Trouble } from './web-api/ask-patiently.ts'

/** A sentence for the operator who starts the app: Slack did not say who we are. */
export class SlackFault extends Error {}

const faultOf = (trouble: Trouble, address: string): string => {
  switch (trouble.kind) {
    case 'refused':
      return `Slack refused SLACK_BOT_TOKEN (${trouble.name}): copy the Bot User OAuth Token again from "OAuth & Permissions".`
    case 'elsewhere':
      return `What answers at ${address} is not Slack's Web API (${trouble.said}): correct SLACK_API_URL, or leave it out.`
    case 'away':
      return `Slack did not say at ${address} whose SLACK_BOT_TOKEN this is (last: ${trouble.said}). The token may well be right: check the network and SLACK_API_URL, or start again when Slack is back.`
  }
}

/**
 * Asks Slack whose token this is: a workspace's or, if installed organisation-wide, an organisation's, which is then named
 * in place of the workspace. During a Slack outage this waits for about a minute.
 */
export const identify = async (
  client: WebClient,
  botToken: string,
  patience: Patience,
): Promise<Served & { name: string }> => {
  const said = await askPatiently(() => client.auth.test(), patience)
  if ('trouble' in said) throw new SlackFault(faultOf(said.trouble, client.slackApiUrl))
  const { team_id, enterprise_id, is_enterprise_install, team, bot_id, user_id } = said.answer
  const workspace = is_enterprise_install ? enterprise_id : team_id
  if (!workspace || !bot_id || !user_id) {
    throw new SlackFault('SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb-.')
  }
  return {
    workspace: workspaceId(workspace),
    installation: workspace,
    organisation: { team: team_id ?? null, enterprise: enterprise_id ?? null },
    name: team ?? workspace,
    botToken,
    botId: bot_id,
    botUserId: user_id,
    lacking: lackingAmong(said.answer.response_metadata?.scopes ?? null),
    client,
  }
}

export type Connection = {
  /** Handles every HTTP request. */
  listener: RequestListener
  open(): Promise<void>
  close(): Promise<void>
}

type ConnectionParts = {
  /** False if this process only delivers: HTTP then answers health checks and metrics, but not Slack. */
  takesIn: boolean
  slack: { mode: 'http' | 'oauth'; signingSecret: string } | { mode: 'socket'; appToken: string }
  slackApiUrl: string
  serving: Serving
  services: Services
  words: Words
  background: Background
  wallClock: Clock
  log: Log
  metrics: Metrics
  arrived: RightOfWay['arrived']
  metricsToken: string | undefined
  isReady(): Promise<boolean>
  pages: readonly Page[]
  publicUrl(): string | undefined
  otherwise?: RequestListener
}

/** Receives from Slack: requests over HTTP, or frames over a socket (HTTP then serves only the health checks). */
export const connect = (parts: ConnectionParts): Connection => {
  if (!parts.takesIn) return { listener: httpListener(parts), open: async () => {}, close: async () => {} }
  if (parts.slack.mode !== 'socket') {
    const receiver = slackReceiver(parts.log)
    createApp(parts, receiver)
    const fromSlack = {
      signingSecret: parts.slack.signingSecret,
      wallClock: parts.wallClock,
      receive: receiver.requestListener,
    }
    return { listener: httpListener({ ...parts, fromSlack }), open: async () => {}, close: async () => {} }
  }
  const receiver = new SocketModeReceiver({
    appToken: parts.slack.appToken,
    logger: boltLogger(parts.log),
    installerOptions: { clientOptions: { slackApiUrl: parts.slackApiUrl } },
  })
  createApp(parts, receiver)
  return {
    listener: httpListener(parts),
    open: async () => void (await receiver.start()),
    close: async () => void (await receiver.stop()),
  }
}
