import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../support/built-app.ts'
import { BOT_TOKEN, SIGNING_SECRET } from './click.ts'
import { median, ROUNDS } from './rounds.ts'
import { type Report, times } from './table.ts'

const GOALS = { server: 1_000, first: 6_000, again: 2_000 }

const require = createRequire(import.meta.url)
const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const tsx = join(dirname(require.resolve('tsx/package.json')), 'dist/cli.mjs')

/** From `node dist/main.js`, already built, to the first 200 from `/readyz`; compared with bare Bolt through tsx. */
export const startFigures = async (url: string, slackApiUrl: string, report: Report): Promise<void> => {
  const { main, remove } = await buildApp()
  const took: Record<keyof typeof GOALS | 'bolt', number[]> = { server: [], first: [], again: [], bolt: [] }
  const common = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slackApiUrl,
  }
  const app = (database: Record<string, string>) =>
    startUntil(
      ['--enable-source-maps', main],
      { ...common, PORT: '0', HOST: '127.0.0.1', ...database },
      /at (http:\S+)/,
    )
  const bolt = () => startUntil([tsx, pathOf('./bare-bolt.ts')], {}, /at (http:\S+)/, async () => true)
  // The first start reads files that are not in the machine's cache.
  await app({ DATABASE_URL: url })
  for (let round = 0; round < ROUNDS; round += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'mentorship-bench-'))
    took.bolt.push(await bolt())
    took.server.push(await app({ DATABASE_URL: url }))
    took.first.push(await app({ DATABASE_URL: '', DATA_DIR: dataDir }))
    took.again.push(await app({ DATABASE_URL: '', DATA_DIR: dataDir }))
    rmSync(dataDir, { recursive: true })
  }
  await remove()
  const baseline = median(took.bolt)
  const names = { server: 'a server', first: 'embedded, the first time', again: 'embedded, again' }
  for (const which of ['server', 'first', 'again'] as const) {
    const ours = median(took[which])
    report({
      figure: `start to ready, ${names[which]} ÷ a bare Bolt app's`,
      ours: seconds(ours),
      baseline: seconds(baseline),
      ratio: times(ours / baseline),
      goal: `< ${GOALS[which] / 1_000} s`,
      reached: ours < GOALS[which],
    })
  }
}

const seconds = (duration: number) => `${(duration / 1_000).toFixed(2)} s`

/** The app is not ready as soon as it listens. Bare Bolt is, and has no such path. */
const readyz = async (address: string): Promise<boolean> => {
  const { status } = await fetch(`${address}/readyz`)
  return status === 200
}

/** @returns milliseconds until the process that announces its address is ready */
const startUntil = async (
  command: readonly string[],
  environment: Record<string, string>,
  said: RegExp,
  isReady = readyz,
): Promise<number> => {
  const began = performance.now()
  const child = spawn(process.execPath, command, {
    env: { ...process.env, NODE_ENV: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let output = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${command.join(' ')} ended before it was ready`)))
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const found = said.exec(output)?.[1]
      if (found) resolve(found)
    })
  })
  while (!(await isReady(address))) await sleep(5)
  const duration = performance.now() - began
  child.kill('SIGTERM')
  await exited
  return duration
}
