import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wireOutbox } from '../../../src/app/outbox-wiring.ts'
import { intent, memberId, workspaceId } from '../../../src/domain/ids.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { steps } from '../../../src/worker/steps.ts'
import { asUsual } from '../../support/as-usual.ts'
import { delivering } from '../../support/delivering.ts'
import type { Gate } from '../../support/gates.ts'
import { straightOn } from '../../support/gates.ts'
import { EVENTS_OWNED, googleStandIn } from '../../support/google-stand-in.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { realClock } from '../../support/real-clock.ts'
import { account } from '../../support/world.ts'
import { grantOf, writtenCalendars } from '../../support/written-calendars.ts'
import { silent } from '../../worker/support/post-office.ts'
import { spawnWorker } from '../../worker/support/spawn-worker.ts'

const [anna, ben, cleo] = ['U0ANNA0001', 'U0BEN00001', 'U0CLEO0001'].map(memberId) as [
  ReturnType<typeof memberId>,
  ReturnType<typeof memberId>,
  ReturnType<typeof memberId>,
]
/** One gate in five, alternating before and after a step; `npm run proofs` takes them all. */
const gates = steps.flatMap((step): Gate[] => [`before ${step}`, `after ${step}`])
const visited = process.env.KILLS === 'all' ? gates : gates.filter((_, nth) => nth % 5 === 0)
const timing = { ...usualTiming, lease: 4_000, callWithin: 1_000, pace: 0 }

let database: OwnDatabase

beforeAll(async () => {
  database = await ownDatabase(6)
}, 120_000)
afterAll(() => database.close())

/**
 * A workspace in which every kind of delivery is waiting: a card that may have been posted already, one that must move
 * back to the bottom, one that changes, a session with its reminders, a calendar file for one side and an event in the
 * calendar of the other, and two Homes.
 */
const everythingWaits = async () => {
  const workspace = workspaceId(`T${crypto.randomUUID().slice(0, 8).toUpperCase()}`)
  const slack = await startLocalSlack({
    clock: realClock,
    seed: {
      ...sandboxSeed,
      team: { id: workspace, name: 'Kill', domain: 'kill' },
      members: [anna, ben, cleo].map((id) => ({ id, handle: id, realName: id, zone: 'UTC' })),
    },
  })
  const tx = inWorkspace(database.knex)
  const google = await googleStandIn(realClock, () => {})
  const written = {
    ...{ key: randomBytes(32).toString('hex'), within: timing.callWithin },
    clients: { google: { ...google.client, places: google.places } },
  }
  const parts = {
    ...{ inWorkspace: tx, clock: realClock, nextId: idSource(realClock), wake: () => {} },
    calendars: writtenCalendars(written, realClock),
  }
  await tx(workspace, (one) => saveWorkspace(one, 'Kill', realClock.now()))
  const app = services(parts, async (_workspace, member) => account(member))
  const destination = { botToken: slack.botToken, apiUrl: slack.apiUrl }
  const outbox = (clock = realClock) =>
    wireOutbox({
      database,
      services: app,
      ...delivering(new Map([[workspace, destination]])),
      clock,
      words: english,
      log: silent,
      timing,
      step: straightOn,
      count: () => {},
    })
  const send = async (actor: typeof anna, to: typeof anna, kind: 'offer' | 'session_request') => {
    const answer = await app.send({
      workspace,
      actor,
      kind,
      to,
      message: '',
      contextUrl: null,
      intent: intent(crypto.randomUUID()),
      answers: null,
      others: true,
    })
    if (answer.outcome !== 'sent') throw new Error('not sent')
    return answer.request
  }

  for (const actor of [anna, ben]) await app.openHome({ workspace, actor })
  const grant = grantOf(google.grant(EVENTS_OWNED), realClock)
  await app.connectProvider({ workspace, actor: anna, provider: 'google', grant })
  await send(anna, ben, 'session_request')
  const dismissed = await send(cleo, ben, 'offer')
  await outbox().drain()
  slack.clearLog()
  await send(anna, ben, 'session_request')
  await app.dismiss({ workspace, actor: ben, target: { request: dismissed.id } })
  await send(ben, cleo, 'offer')
  await tx(workspace, (one) =>
    one.rows(
      `update deliveries set attempted_at = now() where workspace_id = :workspace and settled_at is null
         and lane = 'post' and notice ->> 'to' = :cleo`,
      { cleo },
    ),
  )
  const booked = await app.book({
    ...asUsual,
    workspace,
    actor: anna,
    mentor: anna,
    mentee: cleo,
    startsAt: realClock.now() + 23 * HOUR,
    topic: '',
    intent: intent(crypto.randomUUID()),
    origin: null,
    confirmed: true,
  })
  if (booked.outcome !== 'booked') throw new Error(`not booked: ${JSON.stringify(booked)}`)
  await tx(workspace, (one) =>
    one.rows(`update sessions set booked_at = :before where workspace_id = :workspace`, {
      before: new Date(realClock.now() - 2 * DAY),
    }),
  )
  const summary = (member: string) =>
    slack
      .member(member)
      .dm()
      .map(({ files, text }) => (files ? 'file' : text.replace(/<[^>]*>/g, '@').split('\n')[0]))
      .sort()
  return {
    ...{ slack, google, written },
    workspace,
    destination,
    outbox,
    unsettled: () =>
      tx(workspace, (one) =>
        one.rows(`select notice, outcome, reason from deliveries
          where workspace_id = :workspace and outcome is distinct from 'sent'`),
      ),
    stands: () => [
      ...[anna, ben, cleo].map((member) => [summary(member), slack.state.homes[member]?.blocks.length ?? 0]),
      ['events', google.seen().length],
    ],
  }
}

const killed = async (killAt: Gate) => {
  const { slack, google, written, workspace, destination, outbox, unsettled, stands } =
    await everythingWaits()
  try {
    const settings = {
      url: database.url,
      destinations: [[workspace, destination] satisfies [string, object]],
      timing,
      calendars: written,
      killAt,
    }
    const worker = spawnWorker(settings as Parameters<typeof spawnWorker>[0])
    const end = await worker.ended
    // The next process takes over when the killed one's lease ends.
    await outbox({ now: () => Date.now() + 60_000 }).drain()
    return { end, unsettled: await unsettled(), stands: stands() }
  } finally {
    await slack.stop()
    google.stop()
  }
}

describe('a process killed', { timeout: 120_000 }, () => {
  let untouched: unknown
  beforeAll(async () => {
    const { outbox, stands, slack, google, unsettled } = await everythingWaits()
    await outbox().drain()
    await outbox().drain()
    expect(await unsettled()).toEqual([])
    untouched = stands()
    const called = new Set(slack.requests.map(({ name }) => name).filter((name) => name.includes('.')))
    expect([...called].filter((name) => !steps.some((step) => step === name))).toEqual([])
    expect(google.seen()).toHaveLength(1)
    await slack.stop()
    google.stop()
  }, 120_000)

  it.each(visited.map((gate) => [gate]))('%s leaves nothing lost and nothing twice', async (gate) => {
    const { end, unsettled, stands } = await killed(gate)
    expect(end).toBe('SIGKILL')
    expect(unsettled).toEqual([])
    expect(stands).toEqual(untouched)
  })
})
