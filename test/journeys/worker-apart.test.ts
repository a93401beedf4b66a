import { expect, it, onTestFinished } from 'vitest'
import { start } from '../../src/app/wiring.ts'
import { journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { command, FORM, post, send, statementsDuring } from '../support/raw-http.ts'

it('a process with WORKERS=only delivers, and takes nothing from Slack', async () => {
  const j = await journey()
  const { apiUrl, botToken, signingSecret } = j.slack
  const warnings: unknown[] = []
  const note = (line: unknown) => void warnings.push(line)
  const worker = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      slackApiUrl: apiUrl,
      workers: 'only',
      slack: { mode: 'http', botToken, signingSecret },
    },
    database: await testDatabase(),
    clock: j.clock,
    wallClock: j.wallClock,
    log: {
      debug: () => {},
      info: () => {},
      warn: note,
      error: note,
    },
    timing: { pace: 0 },
  })
  onTestFinished(worker.stop)

  const apart = { ...j, app: worker }
  const statements = await statementsDuring(async () => {
    expect((await post(apart, FORM, command(j))).status).toBe(404)
  })
  expect(statements.filter((sql) => sql.includes('receipts'))).toEqual([])
  for (const [path, status] of [
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/', 404],
  ] as const) {
    expect((await send(apart, path, {}, undefined, 'GET')).status, path).toBe(status)
  }

  await j.as('ben').command('/mentor', 'offer @ada I can help')
  await j.slack.until(() => j.as('ada').dm().length === 1)
  expect(warnings).toEqual([])
})
