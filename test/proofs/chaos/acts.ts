import { intent, type MemberId, type SessionId, type WorkspaceId } from '../../../src/domain/ids.ts'
import type { Request } from '../../../src/domain/requests/request.ts'
import { DAY, MINUTE } from '../../../src/domain/time/time.ts'
import type { Hosting } from '../../../src/service/open-sessions/host.ts'
import type { Services } from '../../../src/service/services.ts'
import { asUsual } from '../../support/as-usual.ts'
import type { Chance } from '../../support/chance.ts'
import { realClock } from '../../support/real-clock.ts'

export type Acting = {
  app: Services
  workspace: WorkspaceId
  members: readonly MemberId[]
  random: Chance
}

/** The channel of the local Slack's seed that the app is in. */
export const CHANNEL = 'C0LUNCH001'

export const anOpenSession: Omit<Hosting, 'workspace' | 'actor' | 'startsAt' | 'intent' | 'seats'> = {
  title: 'Reading plans',
  description: '',
  topics: [],
  minutes: 60,
  fewest: null,
  location: null,
  audience: 'everyone',
  invited: [],
  announcedIn: CHANNEL,
  asks: false,
  releaseHours: null,
  repeats: null,
}

/** @returns what does one random act of one random member */
export const randomActs = ({ app, workspace, members, random }: Acting): (() => Promise<void>) => {
  const requests: Pick<Request, 'id' | 'sender' | 'receiver'>[] = []
  const sessions: { id: SessionId; mentor: MemberId }[] = []
  const open: { id: SessionId; mentor: MemberId }[] = []
  let acts = 0
  const start = Math.ceil(realClock.now() / MINUTE) * MINUTE
  const newIntent = () => intent(`${workspace}-${acts}`)
  const someTime = () => start + 2 * DAY + random.upTo(300 * 24) * 60 * MINUTE

  const send = async () => {
    const [from, to] = [random.one(members), random.one(members)]
    if (from === to) return
    const kind = random.draw() < 0.5 ? 'offer' : 'session_request'
    const answer = await app.send({
      ...{ workspace, actor: from, kind, to, message: `number ${acts}`, contextUrl: null },
      ...{ intent: newIntent(), answers: null, others: true },
    })
    if (answer.outcome === 'sent') requests.push({ ...answer.request, sender: from, receiver: to })
  }
  const book = async () => {
    const [mentor, mentee] = [random.one(members), random.one(members)]
    if (mentor === mentee) return
    const answer = await app.book({
      ...{ ...asUsual, workspace, actor: mentor, mentor, mentee, startsAt: someTime(), topic: '' },
      ...{ intent: newIntent(), origin: null, confirmed: true },
    })
    if (answer.outcome === 'booked') sessions.push({ id: answer.session.id, mentor })
  }
  const host = async () => {
    const [actor, guest] = [random.one(members), random.one(members)]
    const answer = await app.host({
      ...{ ...anOpenSession, workspace, actor, startsAt: someTime(), seats: 1 + random.upTo(4) },
      invited: actor === guest ? [] : [guest],
      announcedIn: random.draw() < 0.7 ? CHANNEL : null,
      intent: newIntent(),
    })
    const made = answer.outcome === 'hosted' ? answer.made : []
    open.push(...made.map(({ id, mentor }) => ({ id, mentor })))
  }
  type About<One> = (one: One) => Promise<unknown>
  /** An act about one of those, or a request to begin with if there is none yet. */
  const about =
    <One>(those: readonly One[], act: About<One>) =>
    () =>
      those.length === 0 ? send() : act(random.one(those))
  const ofMentor =
    (act: (session: SessionId, mentor: MemberId) => Promise<unknown>): About<(typeof open)[number]> =>
    ({ id, mentor }) =>
      act(id, mentor)

  const table: readonly (readonly [weight: number, act: () => Promise<unknown>])[] = [
    [46, send],
    [
      12,
      about(requests, ({ id, receiver }) =>
        app.dismiss({ workspace, actor: receiver, target: { request: id } }),
      ),
    ],
    [6, about(requests, ({ id, sender }) => app.withdraw({ workspace, actor: sender, request: id }))],
    [10, book],
    [
      5,
      about(sessions, ({ id, mentor }) =>
        app.cancel({ workspace, actor: mentor, session: id, reason: null }),
      ),
    ],
    [3, host],
    [10, about(open, ({ id }) => app.join({ workspace, actor: random.one(members), session: id, note: '' }))],
    [3, about(open, ({ id }) => app.leave({ workspace, actor: random.one(members), session: id }))],
    [
      1,
      about(
        open,
        ofMentor((session, actor) =>
          app.invite({ workspace, actor, session, members: [random.one(members)] }),
        ),
      ),
    ],
    [
      1,
      about(
        open,
        ofMentor((session, actor) =>
          app.moveOpen({ workspace, actor, session, startsAt: someTime(), minutes: null }),
        ),
      ),
    ],
    [
      1,
      about(
        open,
        ofMentor((session, actor) =>
          app.changeSeats({ workspace, actor, session, seats: 1 + random.upTo(6) }),
        ),
      ),
    ],
    [
      1,
      about(
        open,
        ofMentor((session, actor) =>
          app.cancelOpen({ workspace, actor, session, which: 'one', reason: null }),
        ),
      ),
    ],
  ]
  const all = table.reduce((sum, [weight]) => sum + weight, 0)
  return async () => {
    acts += 1
    let drawn = random.draw() * all
    const [, act] = table.find(([weight]) => {
      drawn -= weight
      return drawn < 0
    }) ?? [0, send]
    await act()
  }
}
