import { randomBytes } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { start } from '../../../src/app/wiring.ts'
import { signedHeaders } from '../../../src/sandbox/slack/outbound/signing.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { isBoltsWatch } from '../../support/bolts-watch.ts'
import { chance } from '../../support/chance.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { MONDAY_10_UTC, testClock } from '../../support/world.ts'
import { deliverTo, type Outcome } from '../support/front.ts'
import { slackOfMany, tokenOf } from './slack-of-many.ts'

/** How many workspaces, members of each, and acts. */
const [WORKSPACES = 0, MEMBERS = 0, ACTS = 0] = (process.env.ISOLATION ?? '60,20,150').split(',').map(Number)
const seed = Number(process.env.ISOLATION_SEED ?? 20261129)

const workspaceAt = (n: number) => `T0W${n}`
/** The same in every workspace, so that whoever mistakes one for another finds somebody. */
const memberAt = (n: number) => `U0M${n}`
const nameOf = (workspace: string, member: string) => `${member} of ${workspace}.`
const key = { id: 'k1', key: randomBytes(32) }
const SECRET = 'signing-secret'

const fill = async ({ knex }: OwnDatabase) => {
  const at = new Date(MONDAY_10_UTC).toISOString()
  const ids = Array.from({ length: WORKSPACES }, (_, n) => workspaceAt(n))
  const { seal } = sealing([key])
  await knex.raw(
    /* sql */ `insert into workspaces (workspace_id, name, installed_at, served_by)
      select id, id, '${at}', id from unnest(cast(? as text[])) id`,
    [ids],
  )
  await knex.raw(
    /* sql */ `insert into installations (workspace_id, team_id, bot_token, bot_id, bot_user_id, scopes, installed_by, installed_at)
      select id, id, token, 'B1', 'U0BOT', '{}', 'U0M0', '${at}' from unnest(cast(? as text[]), cast(? as text[])) i (id, token)`,
    [ids, ids.map((workspace) => seal(tokenOf(workspace), { workspace, column: 'bot_token' }))],
  )
  await knex.raw(
    /* sql */ `insert into members (workspace_id, id, name, full_name, zone, fetched_at)
      select w.workspace_id, 'U0M' || n, 'U0M' || n || ' of ' || w.workspace_id || '.', 'U0M' || n || ' of ' || w.workspace_id || '.',
        'UTC', '${at}' from workspaces w, generate_series(0, ${MEMBERS - 1}) n`,
  )
  await knex.raw('analyze')
}

/** The workspaces that a text speaks of. */
const named = (text: string) => new Set(text.match(/T0W\d+/g) ?? [])

it(`${ACTS} acts in ${WORKSPACES} workspaces of ${MEMBERS} members each under the same ids: no row, message or Home in another (seed ${seed})`, {
  timeout: 900_000,
}, async () => {
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  await fill(database)
  const slack = await slackOfMany(nameOf)
  onTestFinished(slack.stop)
  const clock = testClock()
  const errors: unknown[] = []
  const app = await start({
    config: {
      ...{ host: '127.0.0.1', port: 0, slackApiUrl: slack.apiUrl, workers: 'off' },
      slack: {
        ...{ mode: 'oauth', clientId: '1.2', clientSecret: 'client-secret', signingSecret: SECRET },
        ...{ tokenKeys: [key], publicUrl: 'https://mentorship.example.com' },
      },
    },
    ...{ database, clock, wallClock: { now: Date.now } },
    log: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (what: unknown, ...more: unknown[]) => {
        if (!more.some(isBoltsWatch)) errors.push([what, ...more])
      },
    },
    timing: { pace: 0 },
  })
  onTestFinished(app.stop)

  const { upTo: below } = chance(seed)
  let turn = 0
  const send = async (workspace: string, contentType: string, body: string): Promise<Outcome> => {
    const headers = { 'content-type': contentType, ...signedHeaders(SECRET, body, Date.now()) }
    // On a busy machine Bolt gives up after three seconds, with a 404; what was committed by then is done once.
    for (let tries = 0; ; tries += 1) {
      const answer = await deliverTo(app.address, { body: Buffer.from(body), headers })
      if (answer?.status !== 404 || tries === 5) {
        expect([workspace, answer?.status]).toEqual([workspace, 200])
        return answer
      }
    }
  }
  const command = (workspace: string, user: string, text: string) => {
    turn += 1
    const fields = {
      team_id: workspace,
      user_id: user,
      command: '/mentor',
      text,
      trigger_id: `${turn}.${workspace}`,
    }
    const more = {
      token: 't',
      channel_id: 'C1',
      api_app_id: 'A1',
      response_url: 'http://127.0.0.1:9/',
      is_enterprise_install: 'false',
    }
    return send(
      workspace,
      'application/x-www-form-urlencoded',
      new URLSearchParams({ ...fields, ...more }).toString(),
    )
  }
  const opensHome = (workspace: string, user: string) => {
    turn += 1
    return send(
      workspace,
      'application/json',
      JSON.stringify({
        ...{
          type: 'event_callback',
          token: 't',
          team_id: workspace,
          api_app_id: 'A1',
          event_id: `Ev${turn}`,
        },
        event_time: Math.floor(MONDAY_10_UTC / 1000),
        authorizations: [{ team_id: workspace, enterprise_id: null, user_id: 'U0BOT', is_bot: true }],
        event: { type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: `${turn}.1` },
      }),
    )
  }

  const answers: { workspace: string; said: string }[] = []
  const act = async () => {
    const workspace = workspaceAt(below(WORKSPACES))
    const from = below(MEMBERS)
    const to = memberAt((from + 1 + below(MEMBERS - 1)) % MEMBERS)
    const user = memberAt(from)
    const acts = [
      () => command(workspace, user, `offer <@${to}|m> I can help in ${workspace}.`),
      () => command(workspace, user, `request <@${to}|m> Please, in ${workspace}.`),
      () => command(workspace, user, ['sent', 'received', 'sessions', 'help'][below(4)] ?? ''),
      () => opensHome(workspace, user),
    ]
    const answer = await acts[below(acts.length)]?.()
    answers.push({ workspace, said: answer?.body ?? '' })
  }
  let left = ACTS
  const hand = async () => {
    while (left > 0) {
      left -= 1
      await act()
    }
  }
  await Promise.all(Array.from({ length: 8 }, hand))
  await app.settle()

  const astray = [...answers, ...slack.heard].filter(({ workspace, said }) =>
    [...named(said)].some((one) => one !== workspace),
  )
  expect(astray).toEqual([])
  expect([slack.strangers, errors]).toEqual([[], []])
  const { rows } = await database.knex.raw(/* sql */ `
    select (select count(*)::int from requests) as requests,
      (select count(*)::int from requests where message not like '%in ' || workspace_id || '.') as astray,
      (select count(*)::int from members where name not like '% of ' || workspace_id || '.') as strangers,
      (select count(*)::int from deliveries where settled_at is null) as waiting,
      (select count(*)::int from deliveries where outcome = 'failed') as failed`)
  expect(rows[0]).toMatchObject({ astray: 0, strangers: 0, waiting: 0, failed: 0 })
  expect(rows[0].requests).toBeGreaterThan(ACTS / 8)
  // What would be found: messages and Homes that say where they belong.
  const spoken = (method: string) =>
    slack.heard.filter((one) => one.method === method && named(one.said).has(one.workspace)).length
  expect(Math.min(spoken('chat.postMessage'), spoken('views.publish'))).toBeGreaterThan(0)
})
