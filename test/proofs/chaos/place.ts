import { defaultAvailability, NO_HOURS } from '../../../src/domain/availability/availability.ts'
import { type MemberId, memberId, type WorkspaceId, workspaceId } from '../../../src/domain/ids.ts'
import { sandboxSeed } from '../../../src/sandbox/first-day/workspace.ts'
import { type LocalSlack, startLocalSlack } from '../../../src/sandbox/slack/local-slack.ts'
import { idSource } from '../../../src/service/act.ts'
import { services } from '../../../src/service/services.ts'
import type { Database } from '../../../src/store/sql/database.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { chance } from '../../support/chance.ts'
import { realClock } from '../../support/real-clock.ts'
import { account } from '../../support/world.ts'
import { type WrittenCalendars, writtenCalendars } from '../../support/written-calendars.ts'
import { randomActs } from './acts.ts'
import { observe, type Seen } from './observe.ts'

export type Place = {
  slack: LocalSlack
  seen: Seen
  workspace: WorkspaceId
  members: readonly MemberId[]
  app: ReturnType<typeof services>
  within: InWorkspace
  /** One random act of one random member. */
  act(): Promise<void>
}

/** Each kind strikes an equal share of the calls, the rest gets through; the draws follow each other. */
const KINDS = [
  { kind: 'rate-limited', retryAfterSeconds: 1 },
  { kind: 'http-error', status: 500 },
  { kind: 'reset' },
  { kind: 'lost-reply' },
  { kind: 'hang' },
  { kind: 'slow', ms: 150 },
] as const

/** @param share of the calls that each kind strikes */
export const armFaults = (slack: LocalSlack, share: number) => {
  for (const [nth, kind] of KINDS.entries())
    slack.faults.on({ ...kind, method: '*', probability: share / (1 - nth * share) })
}

type Setting = { seed: number; nth: number; members: number; calendars: WrittenCalendars | undefined }

/** A workspace with members and its own Slack, and someone to act in it. */
export const openPlace = async (
  database: Database,
  { seed, nth, members: count, calendars }: Setting,
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
  const parts = {
    ...{ inWorkspace: within, clock: realClock, nextId: idSource(realClock), wake: () => {} },
    ...(calendars && { calendars: writtenCalendars(calendars, realClock) }),
  }
  const app = services(parts, async (_workspace, member) => account(member))
  for (const actor of members) {
    await app.openHome({ workspace, actor })
    // The next free time is drawn as it was then: hours would make a Home stale merely because half an hour passed.
    await app.setAvailability({
      workspace,
      actor,
      draft: { ...defaultAvailability('UTC'), weekly: NO_HOURS },
    })
  }
  return {
    slack,
    seen: observe(slack),
    workspace,
    members,
    ...{ app, within },
    act: randomActs({ app, workspace, members, random }),
  }
}
