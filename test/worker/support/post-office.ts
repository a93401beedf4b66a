import { afterEach } from 'vitest'
import type { Log } from '../../../src/app/log.ts'
import { type OutboxWiring, wireOutbox } from '../../../src/app/outbox-wiring.ts'
import type { MemberId } from '../../../src/domain/ids.ts'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { type Timing, usualTiming } from '../../../src/worker/lane.ts'
import { testDatabase } from '../../support/database.ts'
import { delivering } from '../../support/delivering.ts'
import { straightOn } from '../../support/gates.ts'
import { account, world } from '../../support/world.ts'

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export const ids = ['U0ANNA0001', 'U0BEN00001', 'U0CLEO0001', 'U0DORA0001'] as const

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** A workspace on the test database with its own local Slack, and any number of processes that deliver for it. */
export const postOffice = async ({ zone = 'UTC', members = ids as readonly string[] } = {}) => {
  const given = await world(members.map((id) => account(id, { zone })))
  const { clock, workspace, services, parts } = given
  const slack = await startLocalSlack({
    seed: {
      ...sandboxSeed,
      team: { id: workspace, name: 'Post', domain: 'post' },
      members: members.map((id) => ({ id, handle: id.toLowerCase(), realName: id, zone })),
    },
    clock,
  })
  opened.push(slack.stop)
  const database = await testDatabase()
  const [anna, ben, cleo, dora] = members as readonly string[] as readonly MemberId[]
  if (!anna || !ben || !cleo || !dora) throw new Error('four members are wanted')

  const send = (from: MemberId, to: MemberId, kind: 'offer' | 'session_request' = 'offer', message = '') =>
    services.send({
      workspace,
      actor: from,
      kind,
      to,
      message,
      contextUrl: null,
      intent: given.intent(),
      answers: null,
      others: true,
    })

  return {
    ...given,
    slack,
    database,
    anna,
    ben,
    cleo,
    dora,
    send,
    /** A process that delivers. By default its timing is as in production, except for the pace. */
    outbox: (wiring: Partial<Omit<OutboxWiring, 'timing'>> & { timing?: Partial<Timing> } = {}) =>
      wireOutbox({
        database,
        services,
        clock,
        words: english,
        log: silent,
        ...delivering(new Map([[workspace, { botToken: slack.botToken, apiUrl: slack.apiUrl }]])),
        step: straightOn,
        count: () => {},
        ...wiring,
        timing: { ...usualTiming, pace: 0, callWithin: 1_500, ...wiring.timing },
      }),
    dm: (member: MemberId) => slack.member(member).dm(),
    /** How often this method of Slack was called. */
    calls: (method: string) => slack.requests.filter(({ name }) => name === method).length,
    rows: (sql: string) => parts.inWorkspace(workspace, (tx) => tx.rows(sql)),
    /** Each delivery as `kind outcome reason`, in the order of writing. */
    outcomes: async () =>
      (
        await parts.inWorkspace(workspace, (tx) =>
          tx.rows(`select notice ->> 'kind' as kind, outcome, reason from deliveries
            where workspace_id = :workspace order by position`),
        )
      ).map(({ kind, outcome, reason }) => [kind, outcome ?? 'waiting', reason].filter(Boolean).join(' ')),
  }
}

export type PostOffice = Awaited<ReturnType<typeof postOffice>>
