import { describe, expect, it } from 'vitest'
import type { Session } from '../../src/domain/sessions/session.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { replaceTarget, sessionTarget } from '../../src/slack/ids.ts'
import { english } from '../../src/slack/text/english/english.ts'
import { cancelModal } from '../../src/slack/views/cancel-modal.ts'
import { sessionMessage } from '../../src/slack/views/session-message.ts'
import { sessionsMessage } from '../../src/slack/views/sessions-list.ts'
import type { SessionState } from '../../src/store/reads/session-state.ts'
import { buttonsOf, labelsOf, readAloud } from './support/reading.ts'
import { ids, member, NOW, session } from './support/states.ts'

const ada = member(ids.ada, 'Europe/Berlin')
const ben = member(ids.ben, 'America/New_York')

const state = (changes: Partial<SessionState> = {}): SessionState => ({
  session: session(),
  reader: ada,
  other: ben,
  accepted: null,
  message: null,
  isReplaced: false,
  ...changes,
})
const told = (changes: Partial<SessionState> = {}) => sessionMessage(english, state(changes), NOW)
const cancelled = session({ status: 'cancelled', cancelledBy: ids.ben, cancelReason: 'Flu, <!here> sorry' })

describe('the message about a session', () => {
  it('tells when for each side with the zone named, with whom, the roles, topic and place', () => {
    const { text } = told()
    expect(text.split('\n')).toEqual([
      '*<@U0BEN00002> booked a session with you.*',
      '*When*',
      'Tue 24 Nov, 15:00–15:30',
      'Berlin time',
      '*For <@U0BEN00002>*',
      'Tue 24 Nov, 09:00–09:30',
      'New York time',
      '*Mentor*',
      'You',
      '*Mentee*',
      '<@U0BEN00002>',
      'Topic  First talk',
      'Where  https://meet.example.com/ada',
    ])
  })

  it('gives one time if both share a zone', () => {
    expect(told({ other: member(ids.ben, 'Europe/Berlin') }).text).toContain('Berlin time, for both of you')
  })

  it('tells the member who booked that they did', () => {
    expect(told({ reader: ben, other: ada }).text).toContain('*You booked a session with <@U0ADA00001>.*')
  })

  it('says whose requests it accepted, a whole group in one message', () => {
    expect(told({ accepted: { kind: 'offer', count: 1 } }).text.split('\n')[0]).toBe(
      '*<@U0BEN00002> accepted your offer to mentor* and booked a session with you.',
    )
    expect(told({ accepted: { kind: 'session_request', count: 3 } }).text).toContain(
      'accepted all 3 of your session requests*',
    )
  })

  it('still says so once the session is moved or cancelled', () => {
    const accepted = { kind: 'offer', count: 2 } as const
    const line = 'With it <@U0BEN00002> accepted both of your offers to mentor.'
    expect(told({ accepted, session: cancelled }).text).toContain(line)
    const moved = told({ accepted, session: session({ sequence: 1 }) }).text
    expect(moved).toContain('*Your session with <@U0BEN00002> has a new time.*')
    expect(moved).toContain(line)
  })

  it('says what to do if no place was given', () => {
    expect(told({ session: session({ location: '', topic: '' }) }).text).toContain('Not said yet')
  })

  it('can be moved, cancelled and put into a calendar until the session begins', () => {
    const buttons = buttonsOf(told().blocks)
    expect(buttons.map(({ label, value }) => [label, sessionTarget.decode(value)])).toEqual([
      ['Reschedule', { session: ids.session }],
      ['Cancel', { session: ids.session }],
      ['Add to Google Calendar', undefined],
      ['Outlook', undefined],
    ])
    expect(labelsOf(sessionMessage(english, state(), NOW + 2 * DAY).blocks)).toEqual([])
    expect(labelsOf(sessionMessage(english, state(), session().startsAt).blocks)).toEqual([])
  })

  it('tells who cancelled and why, and offers to book another time', () => {
    const { text, blocks } = told({ session: cancelled })
    expect(text).toContain('*<@U0BEN00002> cancelled your session.*')
    expect(text).toContain('Flu, &lt;!here&gt; sorry')
    const [button] = buttonsOf(blocks)
    expect([button?.label, replaceTarget.decode(button?.value)]).toEqual([
      'Book another time',
      { replaces: ids.session },
    ])
    expect(labelsOf(told({ session: cancelled, isReplaced: true }).blocks)).toEqual([])
    expect(told({ session: cancelled, reader: ben, other: ada }).text).toContain(
      '*You cancelled this session',
    )
  })
})

it('the list of sessions offers to move and cancel those that have not begun', () => {
  const sessions = [session({ startsAt: NOW - 1 }), session()]
  const listed = (items: readonly Session[]) =>
    sessionsMessage(english, { member: ids.ben, now: NOW, sessions: { items, previous: null, next: null } })
  const { text, blocks } = listed(sessions)
  expect(text).toContain('with <@U0ADA00001>\nYou are the mentee.')
  expect(labelsOf(blocks)).toEqual(['Reschedule', 'Cancel'])
  expect(listed([]).text).toContain('No sessions ahead.')
})

it('cancelling asks in the reader’s own time, and for an optional reason', () => {
  const view = cancelModal(english, state())
  expect(readAloud(view)).toContain(
    'Cancel your session with <@U0BEN00002> on *Tue 24 Nov, 15:00–15:30*, Berlin time?',
  )
  expect([view.submit?.text, view.close?.text]).toEqual(['Cancel session', 'Keep session'])
  expect(view.blocks[1]).toMatchObject({ type: 'input', block_id: 'reason', optional: true })
})
