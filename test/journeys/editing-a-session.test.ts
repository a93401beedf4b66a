import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { filesOf, invitationsOf } from '../support/calendar.ts'
import { buttonsOf } from '../support/reading.ts'

const ROOM = 'https://meet.example.com/ada'

/** Ben, in New York, booked with Ada, in Berlin: Tuesday 24 November, 14:00 to 14:30 UTC. */
const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  await ben.types('book @ada')
  await ben.fill('Topic', 'First talk')
  await ben.pick('Tuesday 24 November', '09:00')
  await ben.submit()
  await ben.close()
  return { j, ada, ben }
}

describe('a session’s topic and place', () => {
  it('are edited by either side from the message; the other’s message follows, and both calendars', async () => {
    const { j, ada, ben } = await scene()
    expect(ben.last()).toContain('Where: not set yet')
    expect(buttonsOf(ben.last())).not.toContain('[Join]')
    await ada.click('Edit topic or place')
    expect(ada.modal()).toEqual([
      'Edit session',
      'Your session with @ben: *Tue 24 Nov, 15:00–15:30*, Berlin time',
      'Topic: First talk',
      'Where:',
      "@ben will see the change in their message, and you'll both get a calendar update in its thread.",
      '[Save]',
      '[Close]',
    ])
    await ada.fill('Where', ROOM)
    await ada.submit()
    expect(ada.modal()[1]).toBe(
      "Saved. @ben will see it too. You'll both find a calendar update in the thread of the session's message.",
    )

    // Nobody gets a new message: the one there changes.
    expect([ada.messages(), ben.messages()].map((all) => all.length)).toEqual([1, 1])
    expect(ben.last()).toEqual(
      expect.arrayContaining([
        "*You're booked with @ada*",
        'Topic: First talk',
        `Where: ${ROOM}`,
        'Topic or place edited by @ada',
        '[Join]',
      ]),
    )
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*@ben booked a session with you*', 'Topic or place edited by you', '[Join]']),
    )
    for (const member of [ada, ben]) {
      const [first, second, ...more] = invitationsOf(j.slack, member)
      expect(more).toEqual([])
      expect([first?.sequence, first?.location]).toEqual([0, null])
      expect([second?.sequence, second?.location, second?.method]).toEqual([1, ROOM, 'REQUEST'])
      expect(member.home().sessions).toContain('[Join]')
    }
    expect(JSON.stringify(ben.dm().at(-1)?.blocks)).toContain(`"url":"${ROOM}"`)
    expect(j.slack.breaches).toEqual([])
  })

  it('are both kept when the two edit at once, each one of them', async () => {
    const { ada, ben } = await scene()
    await ada.click('Edit topic or place')
    await ben.clickHome('Edit topic or place')
    await ada.fill('Where', 'Room 4')
    await ben.fill('Topic', 'Indexes')
    await ada.submit()
    await ben.submit()
    expect(ada.last()).toEqual(
      expect.arrayContaining(['Topic: Indexes', 'Where: Room 4', 'Topic or place edited by @ben']),
    )
  })

  it('stay as they are when nothing was changed', async () => {
    const { j, ada } = await scene()
    await ada.types('sessions')
    await ada.clickEphemeral('Edit topic or place')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Nothing changed.')
    expect(filesOf(j.slack, ada)).toHaveLength(1)
  })

  it('can be taken away, and survive a move', async () => {
    const { ada, ben } = await scene()
    await ben.click('Edit topic or place')
    await ben.fill('Topic', '')
    await ben.fill('Where', 'Room 4')
    await ben.submit()
    await ben.close()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ben.submit()
    expect(ada.last().join('\n')).not.toContain('Topic:')
    expect(ada.last()).toContain('Where: Room 4')
  })

  it('edited while the other side picks a new time are not called a move, and that time is kept', async () => {
    const { ada, ben } = await scene()
    await ben.click('Reschedule')
    await ben.pick('Wednesday 25 November', '10:00')
    await ada.click('Edit topic or place')
    await ada.fill('Where', 'Room 4')
    await ada.submit()
    await ben.submit()
    expect(ben.modal()).toContain(
      ":warning: *This session has just been edited.* Its time hasn't changed: press Reschedule again to move it.",
    )
    await ben.submit()
    expect(ada.last()).toEqual(
      expect.arrayContaining([
        '*@ben moved your session* from ~Tue 24 Nov, 15:00~ to *Wed 25 Nov, 16:00*',
        'Where: Room 4',
      ]),
    )
  })

  it('can no longer be edited once the session has begun or was cancelled, and what was typed stays', async () => {
    const { j, ada, ben } = await scene()
    await ada.click('Edit topic or place')
    await ada.fill('Where', 'Room 4')
    j.clock.advance(28 * HOUR)
    const { errors } = await ada.submit()
    expect(Object.values(errors).join()).toContain('has already started')
    expect(ada.modal()).toContain('Where: Room 4')
    expect(buttonsOf(ben.last())).toEqual([])
  })
})
