import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import { type LocalSlackOptions, startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts'
import { realClock } from '../../../support/real-clock.ts'

/** A fixed clock that a test moves by hand; epoch milliseconds. */
export const createTestClock = (start = Date.UTC(2026, 8, 1, 9)) => {
  let now = start
  return {
    now: () => now,
    forward: (ms: number) => {
      now += ms
    },
  }
}

/** A local Slack with a real Bolt app behind real HTTP, whose listeners the test registers. */
export const startTinyApp = async (
  register: (app: App) => void,
  options: Partial<LocalSlackOptions> = {},
) => {
  const clock = createTestClock()
  const slack = await startLocalSlack({
    seed: sandboxSeed,
    clock,
    wallClock: realClock,
    salt: 'test',
    ...options,
  })
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    processBeforeResponse: true,
    logLevel: LogLevel.ERROR,
  })
  const app = new App({
    token: slack.botToken,
    receiver,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  })
  register(app)
  await app.init()
  const server = createServer(receiver.requestListener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  slack.connect(`http://127.0.0.1:${port}/slack/events`)
  return {
    slack,
    clock,
    app,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await slack.stop()
    },
  }
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text })
export const markdown = (text: string) => ({ type: 'mrkdwn' as const, text })
export const button = (text: string, action_id: string, value = text) => ({
  type: 'button' as const,
  text: plain(text),
  action_id,
  value,
})
