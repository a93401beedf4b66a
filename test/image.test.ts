import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../src/app/config.ts'
import { sandboxSeed } from '../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../src/sandbox/slack/local-slack.ts'
import { copy, type Image, stepsOf, takeSteps } from './support/dockerfile.ts'
import { createDatabase } from './support/fresh-database.ts'
import { realClock } from './support/real-clock.ts'
import { postgresServer } from './support/server.ts'

let place: string
let image: Image
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'mentorship-image-'))
  image = await takeSteps(stepsOf(await readFile('Dockerfile', 'utf8')), place, {
    // The step's results, which existed before any test could run.
    'npm ci': (home) => copy('node_modules/', join(home, 'node_modules')),
  })
})
afterAll(() => rm(place, { recursive: true }))

/** Node with these arguments in the image; `PATH` and what the image sets, and no more than is given beside it. */
const inImage = ([node, ...args]: readonly string[], env: { [name: string]: string }) => {
  expect(node).toBe('node')
  return [
    process.execPath,
    args,
    { cwd: image.home, env: { PATH: process.env.PATH, ...image.env, ...env } },
  ] as const
}

const ended = (command: readonly string[], env: { [name: string]: string }) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(...inImage(command, env), (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

/** Records the URL of every module that is loaded. */
const listing = `
  import { appendFileSync } from 'node:fs'
  export const load = (url, context, next) => {
    appendFileSync(process.env.MODULE_LIST, url + '\\n')
    return next(url, context)
  }`
const script = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`
const registering = script(
  `import { register } from 'node:module'; register(${JSON.stringify(script(listing))})`,
)

/** The sources of a built file: esbuild names each in a comment before it. */
const sourcesOf = async (url: string): Promise<string[]> => {
  if (!url.includes('/dist/')) return []
  const built = await readFile(fileURLToPath(url), 'utf8')
  return [...built.matchAll(/^\/\/ (src\/.+)$/gm)].flatMap(([, source]) => source ?? [])
}

/** Starts what the image starts, with a Slack and a server's database, until the test is over. Returns its address. */
const serving = async () => {
  const slack = await startLocalSlack({ seed: sandboxSeed, clock: realClock })
  onTestFinished(slack.stop)
  const database = await createDatabase((await postgresServer()).url)
  onTestFinished(database.drop)
  const modules = join(place, 'modules')
  const [node = '', ...args] = image.command
  const child = spawn(
    ...inImage([node, '--import', registering, ...args], {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
      HOST: '127.0.0.1',
      PORT: '0',
      MODULE_LIST: modules,
    }),
  )
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /listens at (http:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    return (await exited)[0]
  }
  const loaded = async () => (await readFile(modules, 'utf8')).split('\n').filter((url) => url !== '')
  return { address, port: new URL(address).port, database: { DATABASE_URL: database.url }, stop, loaded }
}

describe('A production install, made by the steps of the Dockerfile,', () => {
  it('holds what runs and nothing that only builds, tests or plays', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'))
    const installed = await readdir(join(image.home, 'node_modules'))
    const topmost = (names: object) => Object.keys(names).filter((name) => !name.startsWith('@'))
    expect(topmost(dependencies).filter((name) => !installed.includes(name))).toEqual([])
    // npm keeps TypeScript, because valibot names it as an optional peer.
    expect(topmost(devDependencies).filter((name) => installed.includes(name))).toEqual(['typescript'])
    expect((await readdir(image.home)).sort()).toEqual(['dist', 'node_modules', 'package.json'])
    expect(image.user).toBe('node')
  })

  it('starts, becomes ready and healthy, and stops when told, without loading any file of the sandbox', async () => {
    const { address, port, stop, loaded } = await serving()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    expect((await ended(image.healthCheck, { PORT: port })).code).toBe(0)
    expect(await stop()).toBe(0)
    expect((await ended(image.healthCheck, { PORT: port })).code).toBe(1)

    const modules = await loaded()
    const sources = (await Promise.all(modules.map(sourcesOf))).flat()
    expect(sources.filter((source) => source.startsWith('src/slack/')).length).toBeGreaterThan(20)
    expect(sources.filter((source) => source.startsWith('src/sandbox/'))).toEqual([])
  })

  it('migrates, takes the latest migration back and lists deliveries, with Node alone', async () => {
    const { database, stop } = await serving()
    await stop()
    const run = (...command: string[]) => ended(['node', ...command], database)
    expect(await run('dist/migrate.js')).toMatchObject({ code: 0, out: 'The database is up to date.\n' })
    const { out } = await run('dist/migrate.js', '--down')
    const latest = /^Reverted (\d{14}_\w+)\.$/m.exec(out)?.[1]
    expect(await readdir('migrations')).toContain(`${latest}.ts`)
    expect(await run('dist/migrate.js')).toMatchObject({ code: 0, out: `Applied ${latest}.\n` })
    expect(await run('dist/deliveries-cli.js')).toMatchObject({
      code: 0,
      out: 'Everything has been delivered.\n',
    })
  })

  it('says what to set if no Slack is configured, since it has no sandbox', async () => {
    const { code, err } = await ended(image.command, { NODE_ENV: '', DATA_DIR: join(place, 'data') })
    expect(code).toBe(78)
    expect(err).toContain('the sandbox is not part of a production install')
    expect(err).toContain('set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET')
  })
})

describe('The container', () => {
  it('is started by compose.yml with a coherent configuration, once Postgres is healthy', async () => {
    const { services } = parse(await readFile('compose.yml', 'utf8'))
    const given: { [name: string]: string } = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      POSTGRES_PASSWORD: 'pw',
      PUBLIC_URL: 'https://mentorship.example.com',
    }
    const filled = (value: string) =>
      value.replace(/\$\{(\w+)[^}]*\}/g, (_, name: string) => given[name] ?? '')
    const env = Object.fromEntries(
      Object.entries<string>(services.app.environment).map(([name, value]) => [name, filled(value)]),
    )
    const config = readConfig({ ...image.env, ...env })
    const { POSTGRES_USER, POSTGRES_DB } = services.postgres.environment
    expect(config.databaseUrl).toBe(`postgres://${POSTGRES_USER}:pw@postgres:5432/${POSTGRES_DB}`)
    expect(config.publicUrl).toBe(given.PUBLIC_URL)
    expect(services.app.ports).toEqual([`${config.port}:${config.port}`])
    expect(services.app.depends_on.postgres.condition).toBe('service_healthy')
    expect(services.postgres.healthcheck.test).toContain('pg_isready')
  })

  it('is built on a single Node version, no older than the sources need', async () => {
    const steps = stepsOf(await readFile('Dockerfile', 'utf8'))
    const bases = steps.flatMap(({ instruction, rest }) =>
      instruction === 'FROM' ? [Number(/^node:(\d+)-slim\b/.exec(rest)?.[1])] : [],
    )
    const oldest = (await readFile('.nvmrc', 'utf8')).trim()
    const { engines } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(engines.node).toBe(`>=${oldest}`)
    expect(new Set(bases).size).toBe(1)
    expect(Math.min(...bases)).toBeGreaterThanOrEqual(Number.parseInt(oldest, 10))
  })
})
