import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { wireOutbox } from '../../src/app/outbox-wiring.ts'
import { intent, memberId, workspaceId } from '../../src/domain/ids.ts'
import { sandboxSeed } from '../../src/sandbox/first-day/workspace.ts'
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts'
import { idSource } from '../../src/service/act.ts'
import { services } from '../../src/service/services.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { type Database, openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../src/store/workspaces.ts'
import { usualTiming } from '../../src/worker/lane.ts'
import { delivering } from '../support/delivering.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { straightOn } from '../support/gates.ts'
import { realClock } from '../support/real-clock.ts'
import { account } from '../support/world.ts'
import { interleaved, ROUNDS } from './rounds.ts'
import { percent, perSecond, type Report } from './table.ts'

const WORKSPACES = 8
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

type Slack = Awaited<ReturnType<typeof startLocalSlack>>

/**
 * Cards a second through one worker, compared with as many bare `chat.postMessage` calls with the same blocks, as
 * many in parallel as the worker has lanes: the ratio is what the outbox costs on any machine.
 * @param notices per round
 */
export const benchDelivery = async (notices: number, serverUrl: string, report: Report): Promise<void> => {
  const slack = await startLocalSlack({
    clock: realClock,
    seed: {
      ...sandboxSeed,
      members: Array.from({ length: notices * (ROUNDS + 1) + 1 }, (_, n) => ({
        id: id(n),
        handle: `m${n}`,
        realName: id(n),
      })),
    },
  })
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-bench-'))
  const embedded = await openDatabase({ dataDir: directory })
  await measure('embedded', embedded, slack, notices, report)
  await embedded.close()
  rmSync(directory, { recursive: true })

  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  await measure('server', database, slack, notices, report)
  await database.close()
  await fresh.drop()
  await slack.stop()
}

const id = (n: number) => memberId(`U0M${String(n).padStart(6, '0')}`)

const measure = async (name: string, database: Database, slack: Slack, notices: number, report: Report) => {
  await migrator(database.knex).up()
  const within = inWorkspace(database.knex)
  const workspaces = Array.from({ length: WORKSPACES }, (_, n) => workspaceId(`TBENCH${n}`))
  for (const workspace of workspaces)
    await within(workspace, (tx) => saveWorkspace(tx, 'Bench', realClock.now()))
  const parts = { inWorkspace: within, clock: realClock, nextId: idSource(realClock), wake: () => {} }
  const app = services(parts, async (_workspace, member) => account(member))
  const destination = { botToken: slack.botToken, apiUrl: slack.apiUrl }
  const outbox = wireOutbox({
    database,
    services: app,
    ...delivering(new Map(workspaces.map((workspace) => [workspace, destination]))),
    clock: realClock,
    words: english,
    log: silent,
    timing: usualTiming,
    step: straightOn,
    count: () => {},
  })
  /** Each goes to a member who has none yet; otherwise the pause between messages to one member would be measured. */
  const offer = async (n: number) => {
    const workspace = workspaces[n % WORKSPACES]
    if (!workspace) return
    await app.send({
      workspace,
      actor: id(0),
      kind: 'offer',
      to: id(n),
      message: 'I can help you with your first talk.',
      contextUrl: null,
      intent: intent(`${n}`),
      answers: null,
      others: true,
    })
  }
  let from = 1 - notices
  const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(
    async () => {
      from += notices
      for (let n = from; n < from + notices; n += 1) await offer(n)
      const began = performance.now()
      await outbox.drain()
      return notices / ((performance.now() - began) / 1_000)
    },
    () => barePosts(slack, notices),
  )
  report({
    figure: `cards delivered by one worker ÷ bare chat.postMessage, ${name}`,
    ours: perSecond(ours),
    baseline: perSecond(baseline),
    ratio: percent(ours / baseline),
    goal: '–',
    reached: undefined,
  })
}

const barePosts = async (slack: Slack, count: number): Promise<number> => {
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const sample = slack.member(id(1)).dm().at(-1)
  const blocks = (sample?.blocks ?? []).map(({ block_id, ...block }) => block) as never[]
  let next = 1
  const began = performance.now()
  await Promise.all(
    Array.from({ length: WORKSPACES }, async () => {
      while (next <= count) {
        next += 1
        await client.chat.postMessage({ channel: id(next - 1), text: sample?.text ?? 'x', blocks })
      }
    }),
  )
  return count / ((performance.now() - began) / 1_000)
}
