import { spawn } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startLocalSlack } from '../../src/sandbox/local-slack.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { realClock } from '../support/real-clock.ts'
import { postgresServer } from '../support/server.ts'

/** Writes down the address of every module that is loaded, whatever loads it. */
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

/** Starts the app as a server does, stops it once it listens, and answers all modules that it loaded. */
const modulesLoadedBy = async (settings: { [name: string]: string }) => {
  const dir = await mkdtemp(join(tmpdir(), 'production-'))
  const list = join(dir, 'modules')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, PORT: '0', DATA_DIR: join(dir, 'data'), MODULE_LIST: list, ...settings }
  const child = spawn(process.execPath, ['--import', registering, 'src/start.js'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk.toString()
    if (said.includes('Mentorship listens at')) child.kill('SIGTERM')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  await new Promise((resolve) => child.once('exit', resolve))
  expect(said).toContain('Mentorship listens at')
  return (await readFile(list, 'utf8')).split('\n').filter((url) => url !== '')
}

/** The sources that a part of the bundle was made of: esbuild names each in a comment before it. */
const sourcesOf = async (url: string): Promise<string[]> => {
  if (!url.includes('/dist/')) return []
  const part = await readFile(fileURLToPath(url), 'utf8')
  return [...part.matchAll(/^\/\/ (src\/.+)$/gm)].flatMap(([, source]) => source ?? [])
}

test('A production start loads no file of the sandbox', { timeout: 120_000 }, async () => {
  const slack = await startLocalSlack({ clock: realClock })
  const database = await createDatabase((await postgresServer()).url)
  try {
    const modules = await modulesLoadedBy({
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: database.url,
    })
    const sources = (await Promise.all(modules.map(sourcesOf))).flat()
    expect(sources.filter((source) => source.startsWith('src/slack/')).length).toBeGreaterThan(20)
    expect(sources.filter((source) => source.startsWith('src/sandbox/'))).toEqual([])
    expect(modules.filter((url) => url.includes('/src/sandbox/'))).toEqual([])
  } finally {
    await slack.stop()
    await database.drop()
  }
})
