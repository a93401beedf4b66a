import { describe, expect, it } from 'vitest'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { hostSession } from '../support/host.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  return { j, ada, ben, chandra, dana }
}

/** A member's Home, as it is when they come back to it. */
const atHome = async (member: Actor) => {
  await member.openHome()
  return member.home()
}

describe('an open session', () => {
  it('is offered on Home to others, joined with one press, and shown as theirs from then on', async () => {
    const { j, ada, ben } = await scene()
    await hostSession(j, ada)
    expect((await atHome(ada)).open).toEqual([])
    expect((await atHome(ben)).open).toEqual([
      '*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}* · @ada',
      '2 of 2 seats left',
      '[Join]',
      'Reading query plans',
    ])
    await ben.clickHome('Join')
    expect(ben.modal()).toEqual([
      'Mentorship',
      "You have a seat in @ada's open session: {2026-12-02T14:00Z}. I've sent you a message with the details and a calendar file.",
      '[Close]',
    ])
    expect(ben.last()).toEqual([
      "*You have a seat* in @ada's open session",
      '*Wed 2 Dec, 09:00–10:00*, New York time',
      'Session: Reading query plans',
      'Where: https://meet.example.com/ada',
      'Bring a slow query.',
      '1 of 2 seats taken',
      ...['[Open link]', '[Leave session]', '[Google Calendar]', '[Outlook]'],
    ])
    expect(ben.home().open).toEqual([])
    expect(ben.home().sessions.slice(0, 4)).toEqual([
      "*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}* · @ada's open session · 1 of 2 seats taken",
      'Session: Reading query plans',
      ...['[Open link]', '[Leave session]'],
    ])
    expect(ada.last()).toContain('*Who comes:* @ben')
    expect(ada.home().sessions[0]).toBe(
      '*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}* · your open session · 1 of 2 seats taken',
    )
  })

  it('is joined and left in the list, which says each time what came of it', async () => {
    const { j, ada, ben } = await scene()
    await hostSession(j, ada)
    await ben.clickHome('Open sessions')
    const row = '*{2026-12-02T14:00Z}–{2026-12-02T15:00Z}* · @ada'
    expect(ben.modal()).toEqual([
      ...['Open sessions', '[Any topic]', row, '2 of 2 seats left', 'Session: Reading query plans'],
      ...['Bring a slow query.', '[Join]', '[Close]'],
    ])
    await ben.clickModal('Join')
    expect(ben.modal()[1]).toMatch(/^You have a seat in @ada's open session/)
    expect(ben.modal()).toEqual(
      expect.arrayContaining([row, 'You have a seat', '[Open link]', '[Leave session]']),
    )
    await ben.clickModal('Leave session')
    expect(ben.modal()[1]).toMatch(/^You left @ada's open session/)
    expect(ben.modal()).toEqual(expect.arrayContaining(['2 of 2 seats left', '[Join]']))
    expect(ben.last()[0]).toBe("*You left* @ada's open session")
  })
})
