import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { RunStep } from '../../../src/worker/steps.ts'
import { asUsual } from '../../support/as-usual.ts'
import { tracesOf } from '../../support/traces.ts'
import { account, MONDAY_10_UTC, world } from '../../support/world.ts'
import { postOffice } from '../../worker/support/post-office.ts'

const formerName = 'A former member'
const [ada, ben] = [memberId('U0ADA00001'), memberId('U0BEN00001')]
/** Tuesday, 10:00 UTC. */
const STARTS_AT = MONDAY_10_UTC + DAY
const ROUNDS = 16

it('who is forgotten while the two are booked is in no session as a former member, but for one that was cancelled', async () => {
  const ends = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const { workspace, services: use, clock, parts, intent } = await world([account(ada), account(ben)])
    await use.setAvailability({ workspace, actor: ada, draft: defaultAvailability('UTC') })
    await use.openHome({ workspace, actor: ben })
    const book = () =>
      use.book({
        ...{ ...asUsual, workspace, actor: ben, mentor: ada, mentee: ben, startsAt: STARTS_AT },
        ...{ topic: 'Okapis', intent: intent(), origin: null, confirmed: true },
      })
    // The mentor, or the mentee, who books; and neither always asks for its locks first.
    const actor = round % 2 === 0 ? ada : ben
    const forget = () => use.forgetMe({ workspace, actor, formerName })
    const acts: (() => Promise<{ outcome: string }>)[] = [book, forget]
    if (round % 4 > 1) acts.reverse()
    const outcomes = await Promise.all(acts.map((act) => act()))
    clock.advance(3 * MINUTE)
    await use.forgetting.plan(workspace, formerName)
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['booked', 'forgotten'])
    const [session, ...more] = await parts.inWorkspace(workspace, (tx) =>
      tx.rows(/* sql */ `
        select s.status, array_agg(m.member_id) as members from sessions s
        join session_members m on m.workspace_id = :workspace and m.session_id = s.id
        where s.workspace_id = :workspace group by s.id, s.status`),
    )
    expect(more).toEqual([])
    // Either it was there and ended, or they came back with it, as anybody may.
    const isFormers = JSON.stringify(session?.members).includes('former-')
    expect(isFormers).toBe(session?.status === 'cancelled')
    ends.add(String(session?.status))
  }
  // Both happened, or nothing was raced.
  expect([...ends].sort()).toEqual(['cancelled', 'scheduled'])
})

describe('who is forgotten while a message about them is on its way', () => {
  const forgottenAfter = async (
    call: string,
    pick: (office: { anna: MemberId; ben: MemberId }) => MemberId,
  ) => {
    const office = await postOffice()
    const { anna, ben, send, outbox, services, workspace, clock, slack } = office
    for (const actor of [anna, ben]) await services.openHome({ workspace, actor })
    await outbox().drain()
    await send(anna, ben, 'offer', 'About okapis')
    const forgotten = pick(office)
    let isForgotten = false
    const step: RunStep = async (name, work) => {
      const result = await work()
      if (name === call && !isForgotten) {
        isForgotten = true
        await services.forgetMe({ workspace, actor: forgotten, formerName })
      }
      return result
    }
    await outbox({ step }).drain()
    expect(isForgotten).toBe(true)
    await outbox().drain()
    clock.advance(3 * MINUTE)
    await services.forgetting.plan(workspace, formerName)
    clock.advance(HOUR)
    await outbox().drain()
    return { ...office, forgotten, traces: await tracesOf(slack, [forgotten, 'okapis']) }
  }

  it.each(['claim', 'record attempt', 'chat.postMessage'])(
    'leaves no trace of a sender, in the database or in the receiver’s messages, after “%s”',
    async (call) => {
      const { traces, dm, ben, forgotten } = await forgottenAfter(call, ({ anna }) => anna)
      expect(traces).toEqual([])
      expect(JSON.stringify(dm(ben))).not.toContain(forgotten)
      expect(JSON.stringify(dm(ben))).not.toContain('okapis')
    },
  )

  it.each(['claim', 'record attempt', 'chat.postMessage'])(
    'leaves nothing of a receiver in the database after “%s”',
    async (call) => {
      const { traces, forgotten } = await forgottenAfter(call, ({ ben }) => ben)
      expect(traces.filter(({ word }) => word === forgotten)).toEqual([])
    },
  )
})
