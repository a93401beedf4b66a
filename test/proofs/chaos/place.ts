import { intent, type MemberId, memberId, type SessionId, workspaceId } from '../../../src/domain/ids.ts'
import type { Request } from '../../../src/domain/requests/request.ts'
import { DAY, MINUTE } from '../../../src/domain/time/time.ts'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { type LocalSlack, startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import type { Database } from '../../../src/store/sql/database.ts'
import { inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { asUsual } from '../../support/as-usual.ts'
import { type Chance, chance } from '../../support/chance.ts'
import { realClock } from '../../support/real-clock.ts'
import { account } from '../../support/world.ts'
import { observe, type Seen } from './observe.ts'

export type Place = {
  slack: LocalSlack
  seen: Seen
  workspace: string
  members: readonly MemberId[]
  app: ReturnType<typeof services>
  /** One random act of one random member. */
  act(): Promise<void>
}

/** Each of six kinds strikes one call in ten, and four in ten get through; the draws follow each other. */
const KINDS = [
  { kind: 'rate-limited', retryAfterSeconds: 1 },
  { kind: 'http-error', status: 500 },
  { kind: 'reset' },
  { kind: 'lost-reply' },
  { kind: 'hang' },
  { kind: 'slow', ms: 150 },
] as const

export const armFaults = (slack: LocalSlack) => {
  for (const [nth, kind] of KINDS.entries())
    slack.faults.on({ ...kind, method: '*', probability: 0.1 / (1 - nth / 10) })
}

/** A workspace with members and its own Slack, and someone to act in it. */
export const openPlace = async (
  database: Database,
  { seed, nth, members: count }: { seed: number; nth: number; members: number },
): Promise<Place> => {
  const random = chance(seed * 1_000 + nth)
  const workspace = workspaceId(`TCHAOS${seed}X${nth}`)
  const members = Array.from({ length: count }, (_, n) => memberId(`U0M${String(n).padStart(6, '0')}`))
  const slack = await startLocalSlack({
    clock: realClock,
    faultSeed: seed * 1_000 + nth,
    seed: {
      ...sandboxSeed,
      team: { id: workspace, name: 'Chaos', domain: 'chaos' },
      members: members.map((id) => ({ id, handle: id.toLowerCase(), realName: id, zone: 'UTC' })),
    },
  })
  const within = inWorkspace(database.knex)
  await within(workspace, (tx) => saveWorkspace(tx, 'Chaos', realClock.now()))
  const parts = { inWorkspace: within, clock: realClock, nextId: idSource(realClock), wake: () => {} }
  const app = services(parts, async (_workspace, member) => account(member))
  for (const actor of members) await app.openHome({ workspace, actor })
  return { slack, seen: observe(slack), workspace, members, app, act: actor(app, workspace, members, random) }
}

const actor = (
  app: ReturnType<typeof services>,
  workspace: ReturnType<typeof workspaceId>,
  members: readonly MemberId[],
  random: Chance,
) => {
  const requests: Pick<Request, 'id' | 'sender' | 'receiver'>[] = []
  const sessions: { id: SessionId; mentor: MemberId }[] = []
  let acts = 0
  const start = realClock.now()
  const newIntent = () => intent(`${workspace}-${acts}`)

  const send = async () => {
    const [from, to] = [random.one(members), random.one(members)]
    if (from === to) return
    const kind = random.draw() < 0.5 ? 'offer' : 'session_request'
    const message = `number ${acts}`
    const answer = await app.send({
      workspace,
      actor: from,
      kind,
      to,
      message,
      contextUrl: null,
      intent: newIntent(),
      answers: null,
      others: true,
    })
    if (answer.outcome === 'sent') requests.push({ ...answer.request, sender: from, receiver: to })
  }
  const book = async () => {
    const [mentor, mentee] = [random.one(members), random.one(members)]
    if (mentor === mentee) return
    const answer = await app.book({
      ...asUsual,
      workspace,
      actor: mentor,
      mentor,
      mentee,
      startsAt: Math.ceil(start / MINUTE) * MINUTE + 2 * DAY + random.upTo(300 * 24) * 60 * MINUTE,
      topic: '',
      intent: newIntent(),
      origin: null,
      confirmed: true,
    })
    if (answer.outcome === 'booked') sessions.push({ id: answer.session.id, mentor })
  }
  return async () => {
    acts += 1
    const drawn = random.draw()
    const request = requests[random.upTo(requests.length || 1)]
    const session = sessions[random.upTo(sessions.length || 1)]
    if (drawn < 0.6 || !request) return send()
    if (drawn < 0.75) {
      await app.dismiss({ workspace, actor: request.receiver, target: { request: request.id } })
      return
    }
    if (drawn < 0.82) {
      await app.withdraw({ workspace, actor: request.sender, request: request.id })
      return
    }
    if (drawn < 0.94 || !session) return book()
    await app.cancel({ workspace, actor: session.mentor, session: session.id, reason: null })
  }
}
