import { describe, expect, it } from 'vitest'
import { defaultAvailability } from '../../src/domain/availability/availability.ts'
import { memberId } from '../../src/domain/ids.ts'
import { startOfRequests } from '../../src/domain/requests/lists.ts'
import { MESSAGE_LIMIT } from '../../src/domain/requests/request.ts'
import { REASON_LIMIT, TOPIC_LIMIT } from '../../src/domain/sessions/session.ts'
import { saveAvailability } from '../../src/store/availabilities.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { account } from '../support/world.ts'
import { anna, ben, cleo, nobodysSession, type Scene, scene } from './scene.ts'

const others = [
  account('UBOT', { isBot: true }),
  account('USLACKBOT'),
  account('UGONE', { isDeactivated: true }),
  account('UFOREIGN', { isStranger: true }),
  account('UGUEST', { isGuest: true }),
]

const nothingWritten = async ({ rowCounts }: Scene, refused: () => Promise<unknown>): Promise<unknown> => {
  const before = await rowCounts()
  const answer = await refused()
  expect(await rowCounts()).toEqual(before)
  return answer
}

const allow = ({ rows }: Scene, settings: object) =>
  rows(`update workspaces set settings = '${JSON.stringify(settings)}' where workspace_id = :workspace`)

const pause = ({ parts, workspace, clock }: Scene, member: typeof anna, paused = true) =>
  parts.inWorkspace(workspace, async (tx) =>
    saveAvailability(tx.behind(ownRows), member, { ...defaultAvailability('UTC'), paused }, clock.now()),
  )

describe('refused, with nothing written, is', () => {
  it.each([
    ['oneself', 'UANNA', 'self'],
    ['a bot', 'UBOT', 'bot'],
    ['Slackbot, which Slack does not call a bot', 'USLACKBOT', 'bot'],
    ['a deactivated member', 'UGONE', 'deactivated'],
    ['a member of another organisation', 'UFOREIGN', 'stranger'],
    ['a guest', 'UGUEST', 'guest'],
    ['somebody whom Slack does not know', 'UNOBODY', 'unknown_member'],
  ])('anything started with %s', async (_who, id, reason) => {
    const here = await scene(others)
    const member = memberId(id)
    const { services, workspace, send, book } = here
    const starts = [
      () => send('offer', anna, member),
      () => send('session_request', anna, member),
      () => book({ actor: anna, mentor: member, mentee: anna }),
      () => book({ actor: anna, mentor: anna, mentee: member }),
      () => services.bookingOptions({ workspace, actor: anna, source: { member, actorIs: 'mentor' } }),
    ]
    for (const start of starts) {
      expect(await nothingWritten(here, start)).toEqual({ outcome: 'refused', reason, member })
    }
  })

  it('a text over its limit, in a request, a topic or a reason, but not one exactly at its limit', async () => {
    const here = await scene()
    const { send, book, services, workspace } = here
    const long = 'x'.repeat(MESSAGE_LIMIT + 1)
    expect(await nothingWritten(here, () => send('offer', anna, ben, { message: long }))).toEqual({
      outcome: 'refused',
      reason: 'message_too_long',
      limit: 1500,
    })
    const topic = 'x'.repeat(TOPIC_LIMIT + 1)
    expect(await nothingWritten(here, () => book({ actor: ben, mentor: anna, mentee: ben, topic }))).toEqual({
      outcome: 'refused',
      reason: 'topic_too_long',
      limit: 150,
    })
    const reason = 'x'.repeat(REASON_LIMIT + 1)
    const cancel = () => services.cancel({ workspace, actor: ben, session: nobodysSession, reason })
    expect(await nothingWritten(here, cancel)).toEqual({
      outcome: 'refused',
      reason: 'reason_too_long',
      limit: 500,
    })
    expect((await send('offer', anna, ben, { message: long.slice(1) })).outcome).toBe('sent')
    const session = await book({ actor: ben, mentor: anna, mentee: ben, topic: topic.slice(1) })
    if (!('session' in session)) throw new Error(session.outcome)
    expect(
      await services.cancel({ workspace, actor: ben, session: session.session.id, reason: reason.slice(1) }),
    ).toMatchObject({ outcome: 'cancelled' })
  })
})

describe('a workspace', () => {
  it('lets in guests if its settings say so, and still no strangers', async () => {
    const here = await scene(others)
    await allow(here, { guests: true })
    expect((await here.send('offer', anna, memberId('UGUEST'))).outcome).toBe('sent')
    expect(await here.send('offer', anna, memberId('UFOREIGN'))).toMatchObject({ reason: 'stranger' })
  })

  it('lets in members of other organisations if its settings say so, and still no guests', async () => {
    const here = await scene(others)
    await allow(here, { strangers: true })
    expect((await here.send('offer', anna, memberId('UFOREIGN'))).outcome).toBe('sent')
    expect(await here.send('offer', anna, memberId('UGUEST'))).toMatchObject({ reason: 'guest' })
  })

  it('lets in nobody by a setting that says neither yes nor no', async () => {
    const here = await scene(others)
    await allow(here, { guests: 'yes', strangers: null })
    expect(await here.send('offer', anna, memberId('UGUEST'))).toMatchObject({ reason: 'guest' })
    expect(await here.send('offer', anna, memberId('UFOREIGN'))).toMatchObject({ reason: 'stranger' })
  })
})

describe('a member who has paused new requests', () => {
  it('gets none, until they go on', async () => {
    const here = await scene()
    await pause(here, ben)
    const refused = { outcome: 'refused', reason: 'paused', member: ben }
    expect(await nothingWritten(here, () => here.send('offer', anna, ben))).toEqual(refused)
    expect(await nothingWritten(here, () => here.send('session_request', anna, ben))).toEqual(refused)
    await pause(here, ben, false)
    expect((await here.send('offer', anna, ben)).outcome).toBe('sent')
  })

  it('still gets the session request that answers their own open offer, dismissed or not', async () => {
    const here = await scene()
    const offered = await here.offer(anna, ben)
    await here.dismiss(ben, offered.id)
    await pause(here, anna)
    expect(await here.send('session_request', ben, anna)).toMatchObject({ outcome: 'sent', answered: 1 })
    expect(await here.send('session_request', ben, anna)).toMatchObject({ reason: 'paused' })
  })

  it('can be booked only by members to whom they sent an offer', async () => {
    const here = await scene()
    const { services, workspace } = here
    await here.offer(anna, ben)
    await pause(here, anna)
    const options = (actor: typeof anna) =>
      services.bookingOptions({ workspace, actor, source: { member: anna, actorIs: 'mentee' } })
    const refused = { outcome: 'refused', reason: 'paused', member: anna }
    const book = (actor: typeof anna) => here.book({ actor, mentor: anna, mentee: actor })
    expect(await nothingWritten(here, () => book(cleo))).toEqual(refused)
    expect(await options(cleo)).toEqual(refused)
    expect(await options(ben)).toMatchObject({ outcome: 'options', accepts: 1 })
    expect((await book(ben)).outcome).toBe('booked')
  })

  it('still sees, dismisses and accepts what they had received', async () => {
    const here = await scene()
    const [first, second] = [await here.offer(anna, ben), await here.ask(anna, ben)]
    await pause(here, ben)
    const { received } = await here.services.screens.requests(
      { workspace: here.workspace, actor: ben },
      startOfRequests,
    )
    expect(received.items).toHaveLength(2)
    await here.dismiss(ben, first.id)
    await here.booked({ actor: ben, mentor: ben, mentee: anna, origin: second.id })
    expect(await here.statuses(first, second)).toEqual(['dismissed', 'accepted'])
  })
})

describe('a request that is closed meanwhile', () => {
  it('opens no booking form, neither from its card nor from its line', async () => {
    const here = await scene()
    const { services, workspace } = here
    const [withdrawn, accepted] = [await here.ask(cleo, ben), await here.offer(anna, ben)]
    await here.withdraw(cleo, withdrawn.id)
    await here.booked({ actor: ben, mentor: anna, mentee: ben })
    const opened = async ({ id, card }: typeof accepted) => [
      await services.bookingOptions({ workspace, actor: ben, source: { request: id } }),
      await services.bookingOptions({ workspace, actor: ben, source: { card } }),
    ]
    const refused = (reason: string) => ({ outcome: 'refused', reason })
    expect(await opened(withdrawn)).toEqual([refused('withdrawn'), refused('withdrawn')])
    expect(await opened(accepted)).toEqual([refused('accepted'), refused('accepted')])
  })

  it('cannot be booked: the answer says whether it is withdrawn or accepted, and nothing is written', async () => {
    const here = await scene()
    const [withdrawn, accepted] = [await here.offer(anna, ben), await here.ask(anna, ben)]
    await here.withdraw(anna, withdrawn.id)
    await here.booked({ actor: ben, mentor: ben, mentee: anna })
    const startsAt = Date.UTC(2026, 10, 25, 9)
    const asMentee = { actor: ben, mentor: anna, mentee: ben, startsAt, origin: withdrawn.id }
    const asMentor = { actor: ben, mentor: ben, mentee: anna, startsAt, origin: accepted.id }
    expect(await nothingWritten(here, () => here.book(asMentee))).toEqual({
      outcome: 'refused',
      reason: 'withdrawn',
    })
    expect(await nothingWritten(here, () => here.book(asMentor))).toEqual({
      outcome: 'refused',
      reason: 'accepted',
    })
  })

  it('cannot be answered by a session request', async () => {
    const here = await scene()
    const withdrawn = await here.offer(anna, ben)
    await here.withdraw(anna, withdrawn.id)
    const accepted = await here.offer(anna, ben)
    await here.ask(ben, anna)
    const answer = (answers: typeof withdrawn.id) => () =>
      here.send('session_request', ben, anna, { answers })
    expect(await nothingWritten(here, answer(withdrawn.id))).toEqual({
      outcome: 'refused',
      reason: 'withdrawn',
    })
    expect(await nothingWritten(here, answer(accepted.id))).toEqual({
      outcome: 'refused',
      reason: 'accepted',
    })
  })

  it('cannot be withdrawn once accepted, nor dismissed once accepted or withdrawn', async () => {
    const here = await scene()
    const [accepted, withdrawn] = [await here.offer(anna, ben), await here.ask(anna, ben)]
    await here.booked({ actor: ben, mentor: anna, mentee: ben })
    await here.withdraw(anna, withdrawn.id)
    const refused = (reason: string) => ({ outcome: 'refused', reason })
    expect(await nothingWritten(here, () => here.withdraw(anna, accepted.id))).toEqual(refused('accepted'))
    expect(await nothingWritten(here, () => here.dismiss(ben, accepted.id))).toEqual(refused('accepted'))
    expect(await nothingWritten(here, () => here.dismiss(ben, withdrawn.id))).toEqual(refused('withdrawn'))
  })

  it('cannot be accepted by asking back if it is a session request', async () => {
    const here = await scene()
    const asked = await here.ask(anna, ben)
    expect(
      await nothingWritten(here, () => here.send('session_request', ben, anna, { answers: asked.id })),
    ).toEqual({ outcome: 'refused', reason: 'needs_booking' })
    expect(await here.statuses(asked)).toEqual(['pending'])
  })
})
