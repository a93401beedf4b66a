import { expect, it, onTestFinished } from 'vitest'
import { start } from '../../../src/app/wiring.ts'
import { hashOfSecret } from '../../../src/service/calendars/own-address.ts'
import { moveWorkspace } from '../../../src/store/move/move-workspace.ts'
import { createBrowser } from '../../support/browser.ts'
import { hostedApp, PUBLIC } from '../../support/hosted-app.ts'
import { install } from '../../support/install.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { anotherServer, packagedServer } from '../../support/server.ts'
import { deliverTo, type Inbound, startFront } from '../support/front.ts'

/** From which workspace a payload comes: what a proxy in front of several groups of processes has to look at. */
const teamOf = ({ body, headers }: Inbound): string => {
  const text = body.toString('utf8')
  const fields = headers['content-type']?.includes('json') ? undefined : new URLSearchParams(text)
  const payload = fields ? JSON.parse(fields.get('payload') ?? 'null') : JSON.parse(text)
  return fields?.get('team_id') ?? payload?.team_id ?? payload?.team?.id ?? ''
}

it('workspaces spread over two servers are served apart, and one that moves takes what is on its way along', {
  timeout: 0,
}, async () => {
  const second = await anotherServer()
  const [here, there] = [await ownDatabase(6, packagedServer), await ownDatabase(6, async () => second)]
  const hosted = await hostedApp({ database: here })
  const { slack, app: first, clock, wallClock, slackConfig, member, texts, errors } = hosted
  const other = await start({
    config: { host: '127.0.0.1', port: 0, slackApiUrl: slack.apiUrl, workers: 'off', slack: slackConfig },
    ...{ database: there, clock, wallClock, timing: { pace: 0 } },
    log: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (...what: unknown[]) => void errors.push(what),
    },
  })
  const groups = new Map([
    ['T0ACME', first],
    ['T0LABS', first],
    ['T0GLOBEX', other],
  ])
  const front = await startFront((inbound) =>
    deliverTo((groups.get(teamOf(inbound)) ?? first).address, inbound),
  )
  slack.connect(front.url)
  onTestFinished(async () => {
    await front.stop()
    await other.stop()
    await there.close()
    await second.stop()
  })
  for (const [place, group] of groups) {
    const browser = createBrowser({ hosts: { [PUBLIC]: group.address }, clock })
    await install(slack, browser, { from: `${PUBLIC}/slack/install`, place })
  }
  const settle = async () => {
    for (const group of [first, other]) await group.settle()
  }
  const workspacesIn = async ({ knex }: typeof here) =>
    (await knex.raw('select workspace_id as id from workspaces order by 1')).rows.map(
      ({ id }: { id: string }) => id,
    )
  await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
  await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
  await member('T0LABS', 'ada').command('/mentor', 'offer @chandra And here')
  await settle()
  expect(await workspacesIn(here)).toEqual(['T0ACME', 'T0LABS'])
  expect(await workspacesIn(there)).toEqual(['T0GLOBEX'])

  // A calendar looks at Chandra's sessions, at an address that names no workspace.
  const secret = 'a'.repeat(43)
  await here.knex('calendar_addresses').insert({
    ...{
      workspace_id: 'T0LABS',
      member_id: 'U0CHANDRA1',
      secret_hash: hashOfSecret(secret),
      made_at: new Date(),
    },
  })
  // One message is on its way when it moves, and others act meanwhile.
  await member('T0LABS', 'ada').command('/mentor', 'request @chandra Teach me')
  const moved = moveWorkspace({ from: here, to: there, workspace: 'T0LABS', name: 'a move' })
  await member('T0ACME', 'ben').command('/mentor', 'request @ada Teach me too')
  await member('T0GLOBEX', 'gina').command('/mentor', 'request @dana And me')
  const sums = await moved
  expect(sums.every(({ rows }) => Number(rows) >= 0)).toBe(true)
  // From now on the proxy sends what comes from there to the other group.
  groups.set('T0LABS', other)
  await settle()
  expect(await workspacesIn(here)).toEqual(['T0ACME'])
  expect(await workspacesIn(there)).toEqual(['T0GLOBEX', 'T0LABS'])
  const found = async (group: { address: string }) =>
    (await fetch(`${group.address}/calendar/${secret}.ics`)).status
  expect([await found(first), await found(other)]).toEqual([404, 200])
  const cardsOf = (workspace: string, handle: string) => texts(workspace, handle).join('\n')
  expect(cardsOf('T0LABS', 'chandra').match(/offers to mentor you/g)).toHaveLength(1)
  expect(cardsOf('T0LABS', 'chandra').match(/would like a session/g)).toHaveLength(1)

  // What was there before goes on there: the card of the offer, and each message once.
  const cards = member('T0LABS', 'chandra').dm().length
  await member('T0LABS', 'chandra').click('Dismiss', { message: 'last' })
  await member('T0LABS', 'ada').command('/mentor', 'offer @chandra Once more')
  await settle()
  expect(member('T0LABS', 'chandra').dm().length).toBeLessThanOrEqual(cards + 1)
  expect(texts('T0ACME', 'ada').filter((text) => text?.includes('Teach me too')).length).toBeLessThan(2)
})
