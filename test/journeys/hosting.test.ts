import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { fillIn, hosts, TUESDAY } from '../support/hosting.ts'
import { countRows } from '../support/rows.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra')]
  return { j, ada, ben, chandra }
}

const LUNCH = '#lunch-and-learn'

describe('an open session is set up', () => {
  it('by a form, and stands in the mentor’s messages and in the channel', async () => {
    const { ada, ben } = await scene()
    await ada.types('host Reading query plans')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        'Title: Reading query plans',
        'Length: 1 hour',
        "Repeats: Doesn't repeat",
        'Open to: Everyone',
        'Number of seats: 8',
      ]),
    )
    await fillIn(ada, { Where: 'Room 4', 'Announce in': LUNCH })
    await ada.submit()
    expect(ada.modal()).toEqual([
      'Open session',
      '*Set up:* {2026-12-01T14:00Z}–{2026-12-01T15:00Z}',
      `I announce it in ${LUNCH}.`,
      "You'll find it on your Home tab and in my messages to you, where you can change it.",
      '[Close]',
    ])
    expect(ada.last()).toEqual(
      expect.arrayContaining([
        '*Your open session*',
        '*Tue 1 Dec, 15:00–16:00*, Berlin time',
        'Session: Reading query plans',
        'Where: Room 4',
        'Nobody has joined yet.',
        '[Seats]',
      ]),
    )
    expect(ben.in(LUNCH).messages()).toEqual([
      [
        '*@ada invites everyone to an open session*',
        '*{2026-12-01T14:00Z}–{2026-12-01T15:00Z}*',
        'Session: Reading query plans',
        '8 of 8 seats left',
        '[Join]',
      ],
    ])
  })

  it('from a button, where the mentor’s sessions usually are unless the form says otherwise', async () => {
    const { ada } = await scene()
    await ada.types('availability')
    await ada.fill('Where', 'https://meet.example.com/ada')
    await ada.submit()
    await ada.close()
    await ada.types('help')
    await ada.clickEphemeral('Host an open session')
    expect(JSON.stringify(ada.member.modal()?.blocks)).toContain('As usual: https://meet.example.com/ada')
    await ada.fill('Title', 'Reading query plans')
    await fillIn(ada)
    await ada.submit()
    expect(ada.last()).toContain('Where: https://meet.example.com/ada')
  })

  it('for those whom the mentor invites alone: each gets a card, and nobody else hears of it', async () => {
    const { ada, ben, chandra } = await scene()
    const said = await hosts(ada, 'Pair review', {
      'Open to': 'Only people I invite',
      Invite: ['@ben'],
      'Number of seats': 1,
    })
    expect(said).toContain('I send the invitation.')
    expect(ben.last()).toEqual(
      expect.arrayContaining(['*@ada invites you to an open session*', '[Join]', '[Not now]']),
    )
    expect(chandra.messages()).toEqual([])
  })

  it('again every week, except where it collides, which is named', async () => {
    const { ada, ben } = await scene()
    await ada.types('book @ben')
    await ada.clickModal('Switch roles')
    await ada.pickFreely((TUESDAY + 7 * DAY + HOUR / 2) / 1000)
    await ada.submit()
    await ada.close()
    const said = await hosts(ada, 'Query plans', {
      Repeats: 'Every week',
      'How many times': 3,
      'Announce in': LUNCH,
    })
    expect(said).toEqual([
      'Open session',
      '*Set up 2 sessions:*',
      '• {2026-12-01T14:00Z}–{2026-12-01T15:00Z}',
      '• {2026-12-15T14:00Z}–{2026-12-15T15:00Z}',
      '*Not set up*, because you have another session then:',
      '• {2026-12-08T14:00Z}: one that starts {2026-12-08T14:30Z}',
      `I announce the first one in ${LUNCH}, and each of the others once the one before it is over.`,
      "You'll find them on your Home tab and in my messages to you, where you can change each of them.",
      '[Close]',
    ])
    expect(ben.in(LUNCH).messages()).toHaveLength(1)
  })

  it('once, however often the form is sent', async () => {
    const { j, ada } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada)
    await ada.submit()
    const sent = j.slack.requests.findLast(({ name }) => name.startsWith('view_submission'))
    if (!sent) throw new Error('nothing was sent')
    await j.slack.replay(sent)
    await j.settle()
    expect(await countRows(j, 'sessions')).toBe(1)
    expect(ada.messages()).toHaveLength(1)
  })
})

describe('what cannot be set up is said at its field, and nothing that was typed is lost:', () => {
  it('a time that has passed, or that is taken', async () => {
    const { j, ada } = await scene()
    await hosts(ada, 'Query plans')
    await ada.types('host Indexes')
    await fillIn(ada, { starts: j.clock.now() - HOUR, Description: 'Bring your own.' })
    expect((await ada.submit()).errors).toEqual({ starts: 'That time has passed. Pick a later one.' })
    await ada.choose('Starts', (TUESDAY + HOUR / 2) / 1000)
    expect((await ada.submit()).errors).toEqual({
      starts: 'You have another session then: Tue 1 Dec, 15:00. Pick another time, or move that one first.',
    })
    await ada.choose('Starts', (TUESDAY + 400 * DAY) / 1000)
    expect((await ada.submit()).errors).toEqual({
      starts: "That's more than a year ahead. Pick an earlier time.",
    })
    expect(ada.modal()).toEqual(expect.arrayContaining(['Title: Indexes', 'Description: Bring your own.']))
    await ada.choose('Starts', (TUESDAY + HOUR) / 1000)
    await ada.submit()
    expect(ada.modal()[1]).toBe('*Set up:* {2026-12-01T15:00Z}–{2026-12-01T16:00Z}')
  })

  it('repetitions without a number, a number without repetitions, and more people than seats', async () => {
    const { ada } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada, { Repeats: 'Every 2 weeks' })
    expect((await ada.submit()).errors).toEqual({
      times: "Type how many times, from 2 to 12, or choose that it doesn't repeat.",
    })
    await fillIn(ada, { Repeats: "Doesn't repeat", 'How many times': 3 })
    expect((await ada.submit()).errors).toEqual({
      repeats: 'Choose how it repeats, or leave the number of times empty.',
    })
    await fillIn(ada, { 'How many times': null, 'Fewest people': 9 })
    expect((await ada.submit()).errors).toEqual({
      fewest: 'Type a whole number from 1 to 8, the number of seats, or leave it empty.',
    })
    await fillIn(ada, { 'Fewest people': 8 })
    expect((await ada.submit()).errors).toEqual({})
  })

  it('a session for invited people without any, or shown to everyone', async () => {
    const { ada } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada, { 'Open to': 'Only people I invite', 'Announce in': LUNCH })
    expect((await ada.submit()).errors).toEqual({
      invited: 'Pick the people who can join, or open it to everyone.',
      channel: 'Only people you invite can join, so leave the channel out, or open it to everyone.',
    })
  })

  it('somebody who cannot take part, by their name', async () => {
    const { ada, ben } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada, { Invite: ['@ben', '@gus'] })
    const { errors } = await ada.submit()
    expect(errors.invited).toMatch(/^Gus Guest: They're a guest here/)
    await fillIn(ada, { Invite: ['@ben', '@ada'] })
    expect((await ada.submit()).errors.invited).toBe("Ada Berlin: That's you! Pick someone else.")
    expect(ben.messages()).toEqual([])
  })

  it('a channel without the app: it is invited there, and the same form sent again', async () => {
    const { j, ada } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada, { 'Announce in': '#general', Description: 'Bring your own.' })
    const missing = "I'm not in that channel. Type /invite @Mentorship there, then press Set up again."
    expect((await ada.submit()).errors).toEqual({ channel: missing })
    expect(await countRows(j, 'sessions')).toBe(0)
    expect(ada.modal()).toContain('Description: Bring your own.')
    await ada.in('#general').change('add-app')
    await ada.submit()
    expect(ada.modal()).toContain('I announce it in #general.')
    expect(ada.in('#general').last()).toContain('[Join]')
  })

  it('a channel that has been archived, that is none of the app’s, or of which Slack does not tell', async () => {
    const { j, ada } = await scene()
    await ada.types('host Query plans')
    await fillIn(ada, { 'Announce in': LUNCH })
    await ada.in(LUNCH).change('archive')
    expect((await ada.submit()).errors).toEqual({
      channel: 'That channel is archived. Pick another one.',
    })
    await ada.in(LUNCH).change('unarchive')
    for (const fault of [
      { kind: 'http-error', status: 503 },
      { kind: 'rate-limited', retryAfterSeconds: 30 },
      { kind: 'hang' },
    ] as const) {
      const mend = j.slack.faults.on({ ...fault, method: 'conversations.info' })
      expect((await ada.submit()).errors).toEqual({
        channel: "Slack didn't answer in time, so nothing was set up. Press Set up again.",
      })
      mend()
    }
    const hide = j.slack.faults.on({
      ...{ method: 'conversations.info', kind: 'platform-error', error: 'channel_not_found' },
    })
    expect((await ada.submit()).errors.channel).toMatch(/^I'm not in that channel\./)
    hide()
    expect(await countRows(j, 'sessions')).toBe(0)
    await ada.submit()
    expect(ada.modal()).toContain(`I announce it in ${LUNCH}.`)
  })

  it('but where the app may not look at channels it says so and tries', async () => {
    const { j, ada } = await scene()
    j.slack.faults.on({ method: 'conversations.info', kind: 'platform-error', error: 'missing_scope' })
    const said = await hosts(ada, 'Query plans', { 'Announce in': '#general' })
    expect(said).toContain(
      "I couldn't check beforehand that I can post there. If I can't, I'll tell you what to do.",
    )
    expect(ada.messages().flat().join('\n')).toContain("I can't show your open session in #general")
  })
})

describe('/mentor host', () => {
  it('again begins with all of the last session, a week later at the same time by the mentor’s clock', async () => {
    const { j, ada } = await scene()
    await hosts(ada, 'Query plans', {
      // The last Tuesday before clocks go forward in Berlin, which they do on 28 March 2027.
      starts: Date.UTC(2027, 2, 23, 14),
      Description: 'Bring your own.',
      Length: '45 minutes',
      'Number of seats': 3,
      'Fewest people': 2,
      Where: 'Room 4',
      'Announce in': LUNCH,
    })
    await ada.types('host again')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        'Title: Query plans',
        'Description: Bring your own.',
        `Starts: ${Date.UTC(2027, 2, 30, 13) / 1000}`,
        'Length: 45 minutes',
        'Where: Room 4',
        `Announce in: ${LUNCH}`,
        'Number of seats: 3',
        'Fewest people: 2',
      ]),
    )
    await ada.submit()
    expect(ada.last()).toContain('*Tue 30 Mar, 15:00–15:45*, Berlin time')
    await ada.close()

    j.clock.advance(200 * DAY)
    await j.settle()
    await ada.types('host again')
    // Today is Friday 11 June.
    expect(ada.modal()).toContain(`Starts: ${Date.UTC(2027, 5, 15, 13) / 1000}`)
  })

  it('again keeps the guests only if nobody else may join, and opens an empty form for a first session', async () => {
    const { ada, ben, chandra } = await scene()
    await ada.types('host again')
    expect(ada.modal()).toContain('Title:')
    await ada.close()
    await hosts(ada, 'Query plans', { Invite: ['@ben'] })
    await ada.types('host again')
    expect(ada.modal()).toContain('Invite:')
    await ada.close()
    await hosts(ada, 'Pair review', {
      ...{ starts: TUESDAY + DAY, 'Open to': 'Only people I invite' },
      Invite: ['@ben', '@chandra'],
    })
    await ada.click('Host again')
    expect(ada.modal()).toEqual(
      expect.arrayContaining(['Open to: Only people I invite', `Invite: ${ben.id}, ${chandra.id}`]),
    )
  })

  it('takes what follows it as the title or, if it is long, as the description, and those named as guests', async () => {
    const { ada, ben, chandra } = await scene()
    await ada.types('host @ben @chandra Reading query plans')
    expect(ada.modal()).toEqual(
      expect.arrayContaining(['Title: Reading query plans', `Invite: ${ben.id}, ${chandra.id}`]),
    )
    await ada.close()
    const long = 'Reading query plans, line by line. '.repeat(5).trim()
    await ada.types(`host ${long}`)
    expect(ada.modal()).toEqual(expect.arrayContaining(['Title:', `Description: ${long}`]))
    await ada.close()
    await ada.types('host @nobody Query plans')
    expect(ada.modal().join('\n')).toContain("I couldn't find “@nobody”")
    expect(ada.modal()).toContain('Title: Query plans')
    await ada.close()
    const longest = 'Reading query plans. '.repeat(60).trim()
    await ada.types(`host ${longest}`)
    expect(ada.modal()).toEqual([])
    expect(ada.told().join('\n')).toContain(longest)
  })
})
