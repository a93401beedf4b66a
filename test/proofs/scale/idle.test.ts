import { expect, it, onTestFinished } from 'vitest'
import { wireOutbox } from '../../../src/app/outbox-wiring.ts'
import { services } from '../../../src/service/services.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { allWorkspaces } from '../../../src/store/look-over.ts'
import { usualTiming } from '../../../src/worker/lane.ts'
import { delivering } from '../../support/delivering.ts'
import { straightOn } from '../../support/gates.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { worldOn } from '../../support/world.ts'
import { silent } from '../../worker/support/post-office.ts'

it('A thousand idle workspaces cost no statement more than one', async () => {
  const database = await ownDatabase(4)
  onTestFinished(() => database.close())
  const { knex } = database
  const { parts, clock } = await worldOn(knex, [])
  const outbox = wireOutbox({
    ...{ database, clock, words: english, log: silent, step: straightOn, count: () => {} },
    ...{ services: services(parts, async () => 'unavailable'), timing: usualTiming },
    ...{ serving: delivering(new Map()).serving, lookOver: allWorkspaces(knex) },
  })
  const asked: string[] = []
  knex.on('query', ({ sql }: { sql: string }) => asked.push(sql.trim().split(/\s+/).slice(0, 6).join(' ')))
  /** The statements of one turn of each of a worker's loops. */
  const turn = async () => {
    await outbox.drain()
    await outbox.keepReports()
    await outbox.tidy()
    return asked.splice(0)
  }

  await turn()
  const one = await turn()
  await knex.raw(/* sql */ `insert into workspaces (workspace_id, name, installed_at)
    select 'T0IDLE' || n, 'Idle', now() from generate_series(2, 1000) n`)
  // The first day's numbers of a new workspace are kept once.
  await turn()
  expect(await turn()).toEqual(one)
  expect(one.length).toBeGreaterThan(0)
})
