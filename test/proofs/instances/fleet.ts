import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The app as it is started for real, in several processes on one database. */
export type Fleet = {
  /** The address of the one port behind which all serving processes stand. */
  address: string
  /** Lets each process finish its work and end. */
  stop(): Promise<void>
}

export type FleetOrders = {
  databaseUrl: string
  slack: { apiUrl: string; botToken: string; signingSecret: string }
  serving: number
  /** `inside`: serving processes also deliver. `apart`: only one further process delivers. `none`: none of them does. */
  worker: 'inside' | 'apart' | 'none'
}

const primary = fileURLToPath(new URL('primary.ts', import.meta.url))

export const startFleet = async ({ databaseUrl, slack, serving, worker }: FleetOrders): Promise<Fleet> => {
  const processes = fork(primary, [String(serving), worker], {
    execArgv: ['--import', 'tsx'],
    env: {
      PATH: process.env.PATH,
      TZ: process.env.TZ,
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  })
  const ended = once(processes, 'exit')
  const port = await Promise.race([
    once(processes, 'message').then(([found]) => found as number),
    ended.then(([code]) => {
      throw new Error(`the instances ended with ${code}`)
    }),
  ])
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      processes.disconnect()
      await ended
    },
  }
}
