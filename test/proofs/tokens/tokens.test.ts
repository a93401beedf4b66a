import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { Writable } from 'node:stream'
import { inspect, promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/app/log.ts'
import { workspaceId } from '../../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { statements } from '../../../src/store/sql/transaction.ts'
import { grid, type HostedApp, hostedApp } from '../../support/hosted-app.ts'
import { openInMemory } from '../../support/in-memory.ts'
import { ownDatabase } from '../../support/own-database.ts'

/** A bot or refresh token as Slack's documentation writes them, and as the local Slack mints them. */
const TOKEN = /xox[a-z][.-][\w.-]{24,}/g

/** All that an installation makes the app do with tokens: each comes, is replaced, fails, and goes. */
const live = async (hosted: HostedApp) => {
  const { slack, app, clock, install, member } = hosted
  const act = async () => {
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
    await app.settle()
  }
  await install('E0GRID', { by: 'U0ADA00001' })
  await slack.grantAccess('E0GRID', ['T0ACME', 'T0LABS'])
  await install('T0GLOBEX', { by: 'U0DANA0001' })
  await act()
  clock.advance(12 * HOUR - MINUTE)
  await act()
  for (const fault of [
    { kind: 'platform-error', error: 'fatal_error' },
    { kind: 'http-error', status: 500 },
    { kind: 'reset' },
  ] as const) {
    const off = [
      slack.faults.on({ method: 'oauth.v2.access', ...fault }),
      ...slack.workspaces().map(({ faults }) => faults.on({ method: '*', ...fault })),
    ]
    clock.advance(12 * HOUR - 2 * MINUTE)
    await act()
    await install('T0GLOBEX', { by: 'U0DANA0001' })
    for (const end of off) end()
  }
  // The database refuses a row, tokens and all, and says what was in it.
  const { knex } = hosted.database
  await knex.raw('alter table installations add constraint no_robots check (bot_user_id is null) not valid')
  await install('T0GLOBEX', { by: 'U0DANA0001' })
  await knex.raw('alter table installations drop constraint no_robots')
  await act()
}

const collect = () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString('utf8'))
      done()
    },
  })
  return { lines, log: createLog('debug', stream) }
}

/** Debian's, of the newest version that is there. */
const pgDump = (): string | undefined => {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home)
    ? readdirSync(home)
        .map(Number)
        .sort((a, b) => b - a)
    : []
  return versions.map((version) => `${home}/${version}/bin/pg_dump`).find((path) => existsSync(path))
}

/** Everything that is kept, as whoever steals it would have it. */
const stolen = {
  'the files of the embedded database': async () => {
    const database = await openInMemory()
    const steal = async () => {
      await database.knex.raw('checkpoint')
      return Buffer.from(await (await database.dump()).arrayBuffer())
    }
    return { database, steal }
  },
  'a dump of the server’s': async () => {
    const database = await ownDatabase(8)
    const steal = async () => {
      const { stdout } = await promisify(execFile)(pgDump() ?? '', [database.url], {
        encoding: 'buffer',
        maxBuffer: 2 ** 30,
      })
      return stdout
    }
    return { database, steal }
  },
}

const cases = [
  { what: 'the files of the embedded database', isOff: false },
  { what: 'a dump of the server’s', isOff: pgDump() === undefined },
] as const

for (const { what, isOff } of cases) {
  it.skipIf(isOff)(
    `No token is in ${what}, in the log or in an error, even when everything breaks`,
    async () => {
      const { database, steal } = await stolen[what]()
      onTestFinished(() => database.close())
      const { lines, log } = collect()
      const hosted = await hostedApp({ database, organisations: [grid], rotates: true, log })
      await live(hosted)
      const { slack, slackConfig, errors } = hosted
      const said = [...lines, inspect(errors.splice(0), { depth: 8, maxStringLength: null })].join('\n')
      expect(said.includes('23514')).toBe(true)
      const kept = (await steal()).toString('latin1')
      const sealed = await statements(hosted.database.knex, [workspaceId('E0GRID')])(
        'select bot_token from installations',
        {},
      )
      // What is looked for would be found: the row is there, as it was written.
      expect([sealed.length, kept.includes(String(sealed[0]?.bot_token))]).toEqual([1, true])
      for (const [place, text] of Object.entries({ said, kept })) {
        expect(text.match(TOKEN), place).toBeNull()
        for (const secret of [
          slackConfig.clientSecret,
          slackConfig.signingSecret,
          slackConfig.tokenKeys[0].key.toString('base64'),
          slackConfig.tokenKeys[0].key.toString('latin1'),
        ]) {
          expect(text.includes(secret), place).toBe(false)
        }
      }
      // What failed was answered with 500, as it must be.
      for (const place of [...slack.workspaces(), slack.organisation('E0GRID')]) place.clearLog()
    },
    300_000,
  )
}
