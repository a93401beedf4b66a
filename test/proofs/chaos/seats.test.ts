import { expect, it } from 'vitest'
import { intent, type MemberId } from '../../../src/domain/ids.ts'
import { DAY, HOUR, SECOND } from '../../../src/domain/time/time.ts'
import { isTopLevel } from '../../../src/sandbox/slack/state/messages.ts'
import { realClock } from '../../support/real-clock.ts'
import { postgresServer } from '../../support/server.ts'
import { anOpenSession, CHANNEL } from './acts.ts'
import { chaos } from './chaos.ts'
import type { Place } from './place.ts'

const SEATS = Number(process.env.CHAOS_SEATS ?? 6)
/** So many members must have joined, and their first messages be on their way, before the day's reminder is due. */
const BEFORE_REMINDER = 10 * SECOND + SEATS * 300

/** What a member's DM holds: how often each message, and how many calendar files. */
const received = ({ slack }: Place, member: MemberId) => {
  const messages = slack.member(member).dm()
  const own = messages.filter((message) => isTopLevel(message))
  const reminders = own.filter((message) => slack.texts(message).join(' ').startsWith('Reminder: '))
  return {
    messages: own.length - reminders.length,
    reminders: reminders.length,
    files: messages.filter(({ files }) => files !== undefined).length,
  }
}

it(`of a session with ${SEATS} seats, under kills and six kinds of faults, everybody gets each message and calendar file once`, async () => {
  const { url } = await postgresServer()
  const got: { mentor?: object; seated: object[]; channel: number } = { seated: [], channel: 0 }
  const verdict = await chaos(url, {
    ...{ seed: 20261129, notices: 0, workspaces: 1, members: SEATS + 1, workers: 3, faults: 0.05 },
    acts: async ([place], settled) => {
      if (!place) throw new Error('there is no workspace')
      const { app, workspace, slack } = place
      const [mentor, ...others] = place.members
      if (!mentor) throw new Error('there are no members')
      const startsAt = realClock.now() + DAY + BEFORE_REMINDER
      const hosted = await app.host({
        ...{ ...anOpenSession, workspace, actor: mentor, startsAt, seats: SEATS, intent: intent('hundred') },
      })
      const [made] = hosted.outcome === 'hosted' ? hosted.made : []
      if (!made) throw new Error(`not set up: ${JSON.stringify(hosted)}`)
      const session = made.id
      for (const actor of others) {
        const joined = await app.join({ workspace, actor, session, note: '' })
        if (joined.outcome !== 'seated') throw new Error(`no seat: ${JSON.stringify(joined)}`)
      }
      await slack.until(() => others.every((member) => received(place, member).reminders > 0), {
        withinMs: 900_000,
      })
      await settled()
      await app.moveOpen({ workspace, actor: mentor, session, startsAt: startsAt + HOUR, minutes: null })
      await settled()
      await app.cancelOpen({ workspace, actor: mentor, session, which: 'one', reason: 'A cold' })
      await settled()
      got.mentor = received(place, mentor)
      got.seated = others.map((member) => received(place, member))
      got.channel = slack.state.messages[CHANNEL]?.length ?? 0
    },
  })
  // Told of the seat, the move and the cancellation, each with a file.
  const each = { messages: 3, reminders: 1, files: 3 }
  expect(got.seated).toEqual(Array.from({ length: SEATS }, () => each))
  // The mentor's message changes in place.
  expect(got.mentor).toEqual({ messages: 1, reminders: 1, files: 3 })
  expect(got.channel).toBe(1)
  // How fast it goes is shown by `chaos.test.ts`: over many minutes a busy machine lets a 429 come too late to be heard.
  expect(verdict).toMatchObject({
    ...{ lost: 0, doubledThoughAnswered: 0, doubledAnswerLost: 0, doubledFiles: 0 },
    ...{ overtakings: 0, stale: 0 },
  })
  expect(verdict.kills).toBeGreaterThan(0)
}, 1_800_000)
