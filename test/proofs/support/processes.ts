import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Journey } from '../../support/app.ts'
import type { HostedApp } from '../../support/hosted-app.ts'
import type { Command, Orders, Report } from './app-process.ts'

const file = fileURLToPath(new URL('app-process.ts', import.meta.url))

export type AppProcess = {
  address: string
  /** The gates passed since the last command. */
  gates: string[]
  /** Rejections that nobody handled. */
  rejections: string[]
  /** Resolves when it is done, or never if the process ends first. */
  tell(command: Command): Promise<void>
  isAlive(): boolean
  /** Resolves when the process is gone. */
  ended: Promise<unknown>
  kill(): void
}

/** Another process of a journey's app, with the same database and Slack. */
export const startProcess = (
  { slack, clock, wallClock }: Journey,
  databaseUrl: string,
): Promise<AppProcess> =>
  startProcessFor({
    databaseUrl,
    slackApiUrl: slack.apiUrl,
    slack: { mode: 'http', botToken: slack.botToken, signingSecret: slack.signingSecret },
    now: clock.now(),
    wallNow: wallClock.now(),
  })

/** Another process of an app that any workspace may install. */
export const startHostedProcess = (
  { slack, slackConfig, clock, wallClock }: HostedApp,
  databaseUrl: string,
): Promise<AppProcess> =>
  startProcessFor({
    databaseUrl,
    slackApiUrl: slack.apiUrl,
    slack: slackConfig,
    now: clock.now(),
    wallNow: wallClock.now(),
  })

const startProcessFor = async (orders: Orders): Promise<AppProcess> => {
  const child: ChildProcess = fork(file, {
    execArgv: ['--import', 'tsx'],
    // Keys are bytes.
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const gates: string[] = []
  const rejections: string[] = []
  const waiting: (() => void)[] = []
  const address = new Promise<string>((resolve, reject) => {
    child.on('message', (report: Report) => {
      if ('address' in report) resolve(report.address)
      else if ('gate' in report) gates.push(report.gate)
      else if ('done' in report) waiting.shift()?.()
      else rejections.push(report.rejection)
    })
    child.once('exit', (code) => reject(new Error(`the app's process ended with ${code}`)))
  })
  child.send(orders)
  const exit = () => child.kill('SIGKILL')
  process.once('exit', exit)
  return {
    address: await address,
    gates,
    rejections,
    tell: (command) => {
      if (command !== 'settle' && 'now' in command) gates.length = 0
      const done = new Promise<void>((resolve) => waiting.push(resolve))
      child.send(command, () => {})
      return done
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    ended,
    kill: () => {
      process.off('exit', exit)
      child.kill('SIGKILL')
    },
  }
}
