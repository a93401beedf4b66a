import { describe, expect, it } from 'vitest'
import type { Session } from '../../../src/domain/sessions/session.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { memberTarget, replaceTarget, sessionChoice, sessionTarget } from '../../../src/slack/values.ts'
import { cancelModal } from '../../../src/slack/views/cancel-modal.ts'
import type { Message } from '../../../src/slack/views/message.ts'
import { reminderMessage } from '../../../src/slack/views/reminder-message.ts'
import { sessionMessage } from '../../../src/slack/views/session-message.ts'
import { pastSessionsMessage, sessionsMessage } from '../../../src/slack/views/sessions-list.ts'
import type { PastState } from '../../../src/store/reads/session-lists.ts'
import type { SessionState } from '../../../src/store/reads/session-state.ts'
import { buttonsOf, everyObject, labelsOf, readAloud } from '../support/reading.ts'
import { ids, member, NOW, session } from '../support/states.ts'

const ada = member(ids.ada, 'Europe/Berlin')
const ben = member(ids.ben, 'America/New_York')

const state = (changes: Partial<SessionState> = {}): SessionState => ({
  session: session(),
  reader: ada,
  other: ben,
  accepted: null,
  message: null,
  isReplaced: false,
  unchecked: [],
  ...changes,
})
const told = (changes: Partial<SessionState> = {}) => sessionMessage(english, state(changes), NOW)
const cancelled = session({ status: 'cancelled', cancelledBy: ids.ben, cancelReason: 'Flu, <!here> sorry' })

/** The entries of the menu: what each says and chooses, and the site that it opens. */
const menuOf = (blocks: readonly object[]) =>
  everyObject(blocks)
    .filter(({ type }) => type === 'overflow')
    .flatMap(({ options }) => everyObject(options).filter(({ value }) => value !== undefined))
    .map(({ text, value, url }) => [
      readAloud(text),
      sessionChoice.decode(value)?.choose,
      url === undefined ? undefined : new URL(String(url)).origin,
    ])

const spokenOf = (blocks: readonly object[]) =>
  everyObject(blocks).flatMap(({ accessibility_label: spoken }) => spoken ?? [])

describe('the message about a session', () => {
  it('tells when for each side with the zone named, with whom, the roles, topic and place', () => {
    const { text } = told()
    expect(text.split('\n')).toEqual([
      '*<@U0BEN00002> booked a session with you*',
      '*Tue 24 Nov, 15:00–15:30*, Berlin time',
      'Tue 24 Nov, 09:00–09:30, New York time, for <@U0BEN00002>',
      "You're the mentor and <@U0BEN00002> is the mentee",
      'Topic: First talk',
      'Where: https://meet.example.com/ada',
    ])
  })

  it('gives one time if both share a zone', () => {
    expect(told({ other: member(ids.ben, 'Europe/Berlin') }).text).toContain('Berlin time, for both of you')
  })

  it('shows the other’s picture, if Slack gave one', () => {
    const picture = 'https://avatars.example.com/ben.png'
    const other = { ...ben, fullName: 'Ben York', picture }
    expect(told({ other }).blocks[0]).toMatchObject({
      accessory: { type: 'image', image_url: picture, alt_text: 'Ben York' },
    })
    expect(told().blocks[0]).not.toHaveProperty('accessory')
  })

  it('tells the member who booked that they did', () => {
    expect(told({ reader: ben, other: ada }).text).toContain("*You're booked with <@U0ADA00001>*")
  })

  it('says whose requests it accepted, a whole group in one message', () => {
    expect(told({ accepted: { kind: 'offer', count: 1 } }).text.split('\n')[0]).toBe(
      '*<@U0BEN00002> accepted your offer to mentor* and booked a session with you',
    )
    expect(told({ accepted: { kind: 'session_request', count: 3 } }).text).toContain(
      'accepted all 3 of your session requests*',
    )
  })

  const moved = (by: Session['bookedBy'], changes: Partial<Session> = {}) =>
    session({ sequence: 1, moved: { by, from: NOW + 3 * DAY }, ...changes })

  it('says who moved it, from when and to when, in the reader’s own time', () => {
    expect(told({ session: moved(ids.ben) }).text.split('\n')[0]).toBe(
      '*<@U0BEN00002> moved your session* from ~Thu 26 Nov, 11:00~ to *Tue 24 Nov, 15:00*',
    )
    expect(told({ session: moved(ids.ada) }).text.split('\n')[0]).toBe(
      '*You moved your session with <@U0BEN00002>* from ~Thu 26 Nov, 11:00~ to *Tue 24 Nov, 15:00*',
    )
    // As versions before this one moved it.
    expect(told({ session: session({ sequence: 1 }) }).text).toContain(
      '*Your session with <@U0BEN00002> has a new time*',
    )
  })

  it('says who edited its topic or place, and is no news of the time', () => {
    const { text } = told({ session: session({ sequence: 1, editedBy: ids.ben }) })
    expect(text).toContain('*<@U0BEN00002> booked a session with you*')
    expect(text).toContain('Topic or place edited by <@U0BEN00002>')
    expect(told({ session: session({ sequence: 1, editedBy: ids.ada }) }).text).toContain('edited by you')
  })

  it('still says what it accepted once the session is moved or cancelled', () => {
    const accepted = { kind: 'offer', count: 2 } as const
    const line = '<@U0BEN00002> accepted both of your offers to mentor by booking it'
    expect(told({ accepted, session: cancelled }).text).toContain(line)
    expect(told({ accepted, session: moved(ids.ben) }).text).toContain(line)
  })

  it('says that no place was given', () => {
    expect(told({ session: session({ location: ' ', topic: '' }) }).text).toContain('Where: not set yet')
  })

  it('can be joined, moved, edited, cancelled and put into a calendar until the session begins', () => {
    const { blocks } = told()
    expect(buttonsOf(blocks).map(({ label, value }) => [label, sessionTarget.decode(value)])).toEqual([
      ['Join', undefined],
      ['Reschedule', { session: ids.session }],
    ])
    expect(menuOf(blocks)).toEqual([
      ['Google Calendar', 'google', 'https://calendar.google.com'],
      ['Outlook', 'outlook', 'https://outlook.office.com'],
      ['Edit topic or place', 'edit', undefined],
      ['Cancel session', 'cancel', undefined],
    ])
    for (const at of [NOW + 2 * DAY, session().startsAt]) {
      const over = sessionMessage(english, state(), at).blocks
      expect([labelsOf(over), menuOf(over)]).toEqual([[], []])
    }
  })

  it.each([
    'Room 4',
    'javascript:alert(1)',
    'https://a.example https://b.example',
    'Ask at https://a.example',
  ])('has no Join where the place is no address alone: %s', (location) => {
    expect(labelsOf(told({ session: session({ location }) }).blocks)).toEqual(['Reschedule'])
  })

  it('tells who cancelled and why, and offers to book another time', () => {
    const { text, blocks } = told({ session: cancelled })
    expect(text).toContain('*<@U0BEN00002> cancelled your session*')
    expect(text).toContain('Flu, &lt;!here&gt; sorry')
    const [button] = buttonsOf(blocks)
    expect([button?.label, replaceTarget.decode(button?.value)]).toEqual([
      'Book another time',
      { replaces: ids.session },
    ])
    expect(labelsOf(told({ session: cancelled, isReplaced: true }).blocks)).toEqual([])
    expect(told({ session: cancelled, reader: ben, other: ada }).text).toContain(
      '*You cancelled your session',
    )
  })

  it('does not say that somebody cancelled whose account was deactivated', () => {
    const departed = session({ status: 'cancelled', cancelledBy: ids.ben, cancelledOnDeparture: true })
    expect(told({ session: departed }).text).toContain('was cancelled because their account was deactivated')
    expect(told({ session: departed, reader: ben, other: ada }).text).toContain(
      '*Your session with <@U0ADA00001> was cancelled while you were away*',
    )
  })
})

describe('a reminder', () => {
  const reminder = (changes: Partial<Session> = {}) =>
    reminderMessage(english, { session: session(changes), other: ben })

  it('is one line that stays true, with the way there, and the topic below', () => {
    const { text, blocks } = reminder()
    expect(text).toMatch(
      /^Reminder: your session with <@U0BEN00002>, \*<!date\^1795528800\^[^>]*>\*\nTopic: First talk$/,
    )
    expect(buttonsOf(blocks).map(({ label }) => label)).toEqual(['Join'])
    expect(blocks).toHaveLength(2)
  })

  it('names a place that cannot be opened, as it was typed', () => {
    const { text, blocks } = reminder({ topic: '', location: '<!here> *Room* 4' })
    expect(text).toContain('\nWhere: &lt;!here&gt; *Room* 4')
    expect(blocks[1]).toMatchObject({ elements: [{ type: 'plain_text', text: 'Where: <!here> *Room* 4' }] })
    expect(labelsOf(blocks)).toEqual([])
    expect(reminder({ topic: '', location: '' }).blocks).toHaveLength(1)
  })
})

describe('the list of sessions', () => {
  const people = new Map([[ids.ada, { ...ada, fullName: 'Ada Berlin' }]])
  const listed = (
    items: readonly Session[],
    draw: (words: Words, state: PastState) => Message = sessionsMessage,
  ) =>
    draw(english, {
      ...{ member: ids.ben, now: NOW, people, barred: new Map(), held: new Map() },
      sessions: { items, previous: null, next: null },
    })

  it('offers what can be done about those that have not begun, and says with whom', () => {
    const { text, blocks } = listed([session({ startsAt: NOW - 1 }), session()])
    expect(text).toContain("· <@U0ADA00001>\nYou're the mentee")
    expect(labelsOf(blocks)).toEqual(['Join', 'Reschedule', 'Past', 'Open sessions', 'Subscribe'])
    expect(menuOf(blocks).map(([label]) => label)).toEqual([
      'Google Calendar',
      'Outlook',
      'Edit topic or place',
      'Cancel session',
    ])
    expect(spokenOf(blocks)).toEqual([
      'Join: session with Ada Berlin',
      'Reschedule: session with Ada Berlin',
      'Subscribe to your sessions in a calendar',
    ])
    expect(listed([]).text).toContain('No upcoming sessions')
  })

  it('of the past offers to book the same again', () => {
    const { text, blocks } = listed([session({ startsAt: NOW - DAY, endsAt: NOW - 1 })], pastSessionsMessage)
    expect(text).toContain('· <@U0ADA00001>\nYou were the mentee')
    const [again, back] = buttonsOf(blocks)
    expect([again?.label, memberTarget.decode(again?.value)]).toEqual([
      'Book again',
      { member: ids.ada, actorIs: 'mentee' },
    ])
    expect(spokenOf(blocks)).toEqual(['Book again: session with Ada Berlin'])
    expect(back?.label).toBe('Upcoming')
    expect(listed([], pastSessionsMessage).text).toContain('No past sessions')
  })
})

it('cancelling asks in the reader’s own time, and for an optional reason', () => {
  const view = cancelModal(english, state())
  expect(readAloud(view)).toContain(
    'Cancel your session with <@U0BEN00002> on *Tue 24 Nov, 15:00–15:30*, Berlin time?',
  )
  expect([view.submit?.text, view.close?.text]).toEqual(['Cancel session', 'Keep session'])
  expect(view.blocks[1]).toMatchObject({ type: 'input', block_id: 'reason', optional: true })
})
