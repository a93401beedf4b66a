import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { expect, it, onTestFinished, vi } from 'vitest'
import { parse } from 'yaml'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { buildApp } from '../../support/built-app.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { realClock } from '../../support/real-clock.ts'
import { postgresServer } from '../../support/server.ts'

/** Several instances of the app, started at once as in production, on one server's database. */
const instances = async (count: number) => {
  const fresh = await createDatabase((await postgresServer()).url)
  onTestFinished(fresh.drop)
  const slack = await startLocalSlack({
    seed: sandboxSeed,
    clock: realClock,
    manifest: parse(readFileSync('manifest.yml', 'utf8')),
  })
  onTestFinished(slack.stop)
  const { main, remove } = await buildApp()
  onTestFinished(remove)
  const children = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        TZ: process.env.TZ,
        DATABASE_URL: fresh.url,
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        HOST: '127.0.0.1',
        PORT: '0',
      },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  })
  const addresses = await Promise.all(children.map(addressOf))
  return { slack, children, addresses }
}

const addressOf = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = /listens at (http:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })

const get = (url: string, agent?: Agent) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(url, { ...(agent && { agent }) }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', reject)
    asked.end()
  })

it('two instances start at once; told to stop, each finishes and answers what it was doing, and exits with 0 within ten seconds', async () => {
  const { slack, children, addresses } = await instances(2)
  const [first, second] = children
  const [address, other] = addresses
  if (!first || !second || !address || !other) throw new Error('two were started')
  expect(await get(`${address}/readyz`)).toBe(200)
  expect(await get(`${other}/readyz`)).toBe(200)
  slack.connect(`${address}/slack/events`)
  const [ada, ben] = slack.people().map(({ id }) => slack.member(id))
  if (!ada || !ben) throw new Error('the seed has people')

  // A keep-alive connection, and a command that waits a second for Slack to say who a member is.
  const agent = new Agent({ keepAlive: true })
  expect(await get(`${address}/healthz`, agent)).toBe(200)
  slack.faults.on({ method: 'users.info', kind: 'slow', ms: 1_000, times: 2 })
  const command = ben.command('/mentor', `offer @${ada.handle} Under way`)
  await vi.waitUntil(
    () => slack.requests.some(({ name }) => name === 'users.info') || slack.faults.list().length < 1,
    {
      timeout: 10_000,
    },
  )
  const stopped = performance.now()
  const ended = once(first, 'exit')
  first.kill('SIGTERM')
  expect(await command).toMatchObject({ status: 200 })
  expect(await ended).toEqual([0, null])
  expect(performance.now() - stopped).toBeLessThan(10_000)
  await expect(get(`${address}/healthz`)).rejects.toThrow()
  agent.destroy()

  // The second instance sends whatever the first did not.
  await slack.until(() => ada.dm().length === 1, { withinMs: 40_000 })
  const over = once(second, 'exit')
  second.kill('SIGTERM')
  expect(await over).toEqual([0, null])
  expect(slack.texts(ada.dm().at(-1)).join()).toMatch('Under way')
  expect(slack.breaches).toEqual([])
}, 120_000)

it('a Slack that never answers does not keep the app from stopping in time', async () => {
  const { slack, children, addresses } = await instances(1)
  const [child] = children
  slack.connect(`${addresses[0]}/slack/events`)
  const [ada, ben] = slack.people().map(({ id }) => slack.member(id))
  if (!child || !ada || !ben) throw new Error('one was started, and the seed has people')
  slack.faults.on({ method: 'chat.postMessage', kind: 'hang' })
  const hung = () => slack.faults.list().length
  await ben.command('/mentor', `offer @${ada.handle} Hello`)
  expect(hung()).toBe(1)
  await vi.waitUntil(
    () => slack.requests.some(({ name }) => name === 'conversations.open' || name === 'users.info'),
    {
      timeout: 10_000,
    },
  )
  const stopped = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(performance.now() - stopped).toBeLessThan(10_000)
}, 120_000)
