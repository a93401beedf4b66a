import type { RequestListener } from 'node:http'
import { SocketModeReceiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { workspaceId } from '../domain/ids.ts'
import type { Clock } from '../domain/time.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { RightOfWay } from '../right-of-way.ts'
import type { Services } from '../service/services.ts'
import { createApp, type Installation } from './app.ts'
import type { Background } from './background.ts'
import { boltLogger } from './bolt-logger.ts'
import { slackError } from './client.ts'
import { httpListener, slackReceiver } from './http.ts'

/** A sentence for whoever starts the app: Slack did not say who we are. */
export class SlackFault extends Error {}

/** Asks Slack whose token this is: the workspace, or, where installed organisation-wide, the organisation. */
export const identify = async (
  client: WebClient,
  botToken: string,
): Promise<Installation & { name: string }> => {
  const identity = await client.auth.test().catch((error: unknown) => {
    const name = slackError(error)
    throw new SlackFault(
      name
        ? `Slack refused SLACK_BOT_TOKEN (${name}): copy the Bot User OAuth Token again from "OAuth & Permissions".`
        : `Slack could not be reached at ${client.slackApiUrl}: check the network and SLACK_API_URL, then start again.`,
    )
  })
  const { team_id, enterprise_id, is_enterprise_install, team, bot_id, user_id } = identity
  const workspace = is_enterprise_install ? enterprise_id : team_id
  if (!workspace || !bot_id || !user_id) {
    throw new SlackFault('SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb-.')
  }
  return {
    workspace: workspaceId(workspace),
    name: team ?? workspace,
    botToken,
    botId: bot_id,
    botUserId: user_id,
  }
}

export type Connection = {
  /** Takes everything that comes over HTTP. */
  listener: RequestListener
  open(): Promise<void>
  close(): Promise<void>
}

type ConnectionParts = {
  slack: { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string }
  slackApiUrl: string
  installation: Installation
  services: Services
  client: WebClient
  background: Background
  wallClock: Clock
  log: Log
  metrics: Metrics
  arrived: RightOfWay['arrived']
  metricsToken: string | undefined
  isReady(): Promise<boolean>
  otherwise?: RequestListener
}

/** The way in: Slack's requests over HTTP, or its frames over a socket (then HTTP serves the health checks alone). */
export const connect = (parts: ConnectionParts): Connection => {
  if (parts.slack.mode === 'http') {
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
