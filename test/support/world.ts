import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import {
  type Intent,
  intent,
  type MemberId,
  memberId,
  type WorkspaceId,
  workspaceId,
} from '../../src/domain/ids.ts'
import type { Clock, Instant } from '../../src/domain/time/time.ts'
import { idSource, type Parts } from '../../src/service/act.ts'
import { type Services, services } from '../../src/service/services.ts'
import type { Account } from '../../src/store/members.ts'
import type { TokenKeys } from '../../src/store/sealing.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../src/store/workspaces.ts'
import { testDatabase } from './database.ts'

/** Monday 23 November 2026, 10:00 UTC. */
export const MONDAY_10_UTC: Instant = Date.UTC(2026, 10, 23, 10)

export type TestClock = Clock & { set(now: Instant): void; advance(by: number): void }

export const testClock = (start: Instant = MONDAY_10_UTC): TestClock => {
  let now = start
  return {
    now: () => now,
    set: (instant) => {
      now = instant
    },
    advance: (by) => {
      now += by
    },
  }
}

export const account = (id: string, changes: Partial<Account> = {}): Account => ({
  id: memberId(id),
  name: id.toLowerCase(),
  fullName: id.toLowerCase(),
  picture: null,
  title: null,
  zone: 'UTC',
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isStranger: false,
  isAdmin: false,
  updatedAt: null,
  ...changes,
})

export type World = {
  workspace: WorkspaceId
  clock: TestClock
  parts: Parts
  services: Services
  /** A fresh intent, as every submitted command or modal has. */
  intent(): Intent
}

const random = () => randomBytes(6).toString('hex').toUpperCase()

/** A new workspace in the test worker's database, with the use cases over it and a Slack that knows these members. */
export const world = async (accounts: readonly Account[]): Promise<World> =>
  worldOn((await testDatabase()).knex, accounts)

export const worldOn = async (knex: Knex, accounts: readonly Account[]): Promise<World> => {
  const clock = testClock()
  const parts: Parts = { inWorkspace: inWorkspace(knex), clock, nextId: idSource(clock), wake: () => {} }
  const workspace = workspaceId(`T${random()}`)
  await parts.inWorkspace(workspace, (tx) => saveWorkspace(tx, 'Test', clock.now()))
  const known = new Map<MemberId, Account>(accounts.map((one) => [one.id, one]))
  return {
    workspace,
    clock,
    parts,
    services: services(parts, async (_workspace, member) => known.get(member) ?? 'unknown'),
    intent: () => intent(random()),
  }
}

/** With which every process of a test seals what members connect. */
export const calendarKeys: TokenKeys = [{ id: 'k1', key: Buffer.alloc(32, 'one for all') }]
