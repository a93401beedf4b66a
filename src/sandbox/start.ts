import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { Config } from '../config.ts'
import type { Clock } from '../domain/time.ts'
import type { Mentorship, Wiring } from '../wiring.ts'
import { startLocalSlack } from './local-slack.ts'

type Serve = (wiring: Pick<Wiring, 'config' | 'clock' | 'otherwise'>) => Promise<Mentorship>

type SandboxParts = { config: Config; realClock: Clock; serve: Serve }

/** A local Slack with the app in it, driven over real signed HTTP. */
export const startSandbox = async ({ config, realClock, serve }: SandboxParts) => {
  const manifest = parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8'))
  const slack = await startLocalSlack({ clock: realClock, wallClock: realClock, manifest })
  const app = await serve({
    config: {
      ...config,
      slackApiUrl: slack.apiUrl,
      slack: { mode: 'http', botToken: slack.botToken, signingSecret: slack.signingSecret },
    },
    clock: realClock,
  })
  slack.connect(`${app.address}/slack/events`)
  return {
    address: app.address,
    stop: async () => {
      await app.stop()
      await slack.stop()
    },
  }
}
