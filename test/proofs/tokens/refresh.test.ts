import { describe, expect, it, onTestFinished } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { statements } from '../../../src/store/sql/transaction.ts'
import { type HostedApp, hostedApp, seed } from '../../support/hosted-app.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { deliverTo, type Outcome, retryHeaders, startFront } from '../support/front.ts'
import { startHostedProcess } from '../support/processes.ts'

const ACTS = 20
const PROCESSES = 3
const people = Array.from({ length: ACTS + 1 }, (_, n) => ({
  id: `U0PERSON${String(n).padStart(2, '0')}`,
  handle: `person${n}`,
  realName: `Person ${n}`,
}))

let database: OwnDatabase

/** The app, installed in one workspace whose token ends in a minute, and further processes of it. */
const ending = async (count: number) => {
  database = await ownDatabase(8)
  const { close } = database
  onTestFinished(close)
  const hosted = await hostedApp({ workspaces: [seed('T0ACME', 'Acme', people)], database, rotates: true })
  await hosted.install('T0ACME')
  await hosted.app.settle()
  hosted.clock.advance(12 * HOUR - MINUTE)
  const processes = await Promise.all(
    Array.from({ length: count }, () => startHostedProcess(hosted, database.url)),
  )
  for (const { kill } of processes) onTestFinished(kill)
  return { hosted, processes }
}

/** Slack's requests go to whichever process this says. */
const front = async ({ slack }: HostedApp, deliver: Parameters<typeof startFront>[0]) => {
  const { url, stop } = await startFront(deliver)
  onTestFinished(stop)
  slack.connect(url)
}

/** On a busy machine Bolt gives up after three seconds, with a 404; what was committed by then is done once. */
const patiently = async (deliver: () => Promise<Outcome>): Promise<Outcome> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await deliver()
    if (answer?.status !== 404 || tries === 10) return answer
  }
}

const refreshes = ({ slack }: HostedApp) =>
  slack.requests.filter(({ request }) => request.includes('grant_type=refresh_token'))

const row = async () =>
  (await statements(database.knex, [workspaceId('T0ACME')])('select * from installations', {}))[0]

it(`${ACTS} acts at once in ${PROCESSES} processes on a token about to end: one refresh, and none of them fails`, async () => {
  const { hosted, processes } = await ending(PROCESSES)
  let turn = 0
  await front(hosted, (inbound) => {
    turn += 1
    return patiently(() => deliverTo(processes[turn % PROCESSES]?.address ?? '', inbound))
  })
  const before = hosted.slack.workspace('T0ACME').botToken
  const answers = await Promise.all(
    people
      .slice(0, ACTS)
      .map(({ handle }) =>
        hosted.member('T0ACME', handle).command('/mentor', `offer @person${ACTS} I can help`),
      ),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(refreshes(hosted)).toHaveLength(1)
  expect(hosted.slack.workspace('T0ACME').botToken).not.toBe(before)
  await Promise.all(processes.map((one) => one.tell('settle')))
  // The old token is over; whoever still held it would be refused.
  hosted.clock.advance(MINUTE)
  for (const one of processes) await one.tell({ now: hosted.clock.now(), dieAt: 0 })
  await Promise.all(processes.map((one) => one.tell('settle')))
  expect(hosted.texts('T0ACME', `person${ACTS}`)).toHaveLength(ACTS)
  expect(refreshes(hosted)).toHaveLength(1)
  for (const { rejections } of processes) expect(rejections).toEqual([])
})

describe('A process that is killed while it replaces a token', () => {
  const ASKED = 'before oauth.v2.access'

  /** Kills a process at the gate behind these while it takes an act, which Slack then brings to another. */
  const killedBehind = async (gates: readonly string[]) => {
    const { hosted, processes } = await ending(1)
    const [victim] = processes
    if (!victim) throw new Error('there is none')
    await front(hosted, async (inbound) => {
      const answer = await deliverTo(victim.address, inbound)
      if (answer) return answer
      // Nobody else asks before its lease is over.
      hosted.clock.advance(MINUTE / 2)
      return patiently(() => deliverTo(hosted.app.address, inbound, retryHeaders(1, 'connection_failed')))
    })
    await victim.tell({ now: hosted.clock.now(), dieAt: gates })
    const answer = await hosted.member('T0ACME', 'person0').command('/mentor', 'offer @person1 I can help')
    await victim.ended
    return { hosted, answer }
  }

  it('before the new one is kept: the installation is marked as broken, and healed by installing again', async () => {
    const { hosted, answer } = await killedBehind([ASKED])
    expect((await row())?.broken_because).toBe('invalid_refresh_token')
    expect(hosted.errors.splice(0)).toHaveLength(1)
    // The member reads in Slack's words that it failed.
    expect(answer.status).toBe(401)
    hosted.slack.workspace('T0ACME').clearLog()
    await hosted.install('T0ACME')
    hosted.slack.connect(`${hosted.app.address}/slack/events`)
    await hosted.member('T0ACME', 'person2').command('/mentor', 'offer @person1 I can help')
    await hosted.app.settle()
    expect(hosted.texts('T0ACME', 'person1').length).toBeGreaterThan(0)
    expect((await row())?.broken_because).toBeNull()
  })

  it('once it is kept: the next one uses it, and asks for none', async () => {
    const { hosted, answer } = await killedBehind([ASKED, 'before commit'])
    expect(answer.status).toBe(200)
    expect(refreshes(hosted)).toHaveLength(1)
    expect((await row())?.broken_because).toBeNull()
    // The old token is over.
    hosted.clock.advance(2 * MINUTE)
    await hosted.app.settle()
    expect(hosted.texts('T0ACME', 'person1').length).toBeGreaterThan(0)
  })
})
