import { describe, expect, it } from 'vitest'
import { DAY, HOUR, SECOND } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { hosts, TUESDAY } from '../support/hosting.ts'
import { buttonsOf } from '../support/reading.ts'

const LUNCH = '#lunch-and-learn'

/** Ada's session on Tuesday, in which Ben has one of two seats. */
const scene = async (fields: Parameters<typeof hosts>[2] = {}) => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  await hosts(ada, 'Query plans', { 'Number of seats': 2, 'Announce in': LUNCH, ...fields })
  await gives(ada, '@ben')
  /** The channel as all see it, once its message may change again. */
  const inChannel = async () => {
    j.clock.advance(SECOND)
    await j.settle()
    return ben.in(LUNCH).last()
  }
  return { j, ada, ben, chandra, dana, inChannel }
}

const opensSeats = async (ada: ReturnType<typeof actor>, button: string) => {
  await ada.click('Seats')
  await ada.clickModal(button)
}

const gives = async (ada: ReturnType<typeof actor>, to: string): Promise<string[]> => {
  await opensSeats(ada, 'Give somebody a seat')
  await ada.choose('Who gets the seat?', to)
  const { errors } = await ada.submit()
  const said = [...Object.values(errors), ada.modal()[1] ?? '']
  await ada.close()
  return said
}

describe('a mentor gives', () => {
  it('somebody a seat, which accepts all that they had asked for, and they are told', async () => {
    const { j, ada, chandra, inChannel } = await scene()
    await chandra.types('request @ada How do I read a plan?')
    await chandra.types('request @ada Or what should I read?')
    const message = ada.dm().findLast((one) => buttonsOf(j.slack.texts(one)).includes('[Seats]'))
    await ada.click('Seats', { message: message?.ts ?? '' })
    expect(ada.modal()).toEqual([
      'Seats',
      '*Tue 1 Dec, 15:00–16:00*, Berlin time · 1 of 2 seats left',
      '*Who comes:* @ben',
      '[Change the number]',
      '[Give somebody a seat]',
      '[Invite people]',
      '[Questions]',
      '[Close]',
    ])
    await ada.clickModal('Give somebody a seat')
    await ada.choose('Who gets the seat?', '@chandra')
    await ada.submit()
    expect(ada.modal()[1]).toBe(
      '@chandra has a seat now, and I let them know. That accepted both of their session requests.',
    )
    expect(chandra.last()).toEqual(
      expect.arrayContaining([
        '*@ada gave you a seat in an open session*',
        '@ada accepted both of your session requests by giving you this seat',
        '[Leave session]',
      ]),
    )
    expect(await inChannel()).toContain('All 2 seats are taken. You can still join the waitlist.')
  })

  it('nobody more seats than there are, and nobody a seat that collides or twice', async () => {
    const { ada, chandra } = await scene()
    expect(await gives(ada, '@ben')).toContain('@ben already has a seat.')
    await gives(ada, '@dana')
    expect((await gives(ada, '@chandra'))[0]).toBe('All seats are taken. Give the session more seats first.')
    await hosts(chandra, 'Indexes')
    expect((await gives(ada, '@chandra'))[0]).toBe(
      'They have another session then, so they can’t have a seat. You can invite them instead.',
    )
    expect((await gives(ada, '@gus'))[0]).toMatch(/^They're a guest here/)
    expect((await gives(ada, '@ada'))[0]).toMatch(/^That's you!/)
  })

  it('the session more seats, or fewer, but never takes one away', async () => {
    const { ada, inChannel } = await scene()
    await gives(ada, '@dana')
    await opensSeats(ada, 'Change the number')
    await ada.fill('Number of seats', '1')
    expect((await ada.submit()).errors).toEqual({ seats: 'Enter 2 or more.' })
    await ada.fill('Number of seats', '5')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Saved. 3 of 5 seats left.')
    expect(await inChannel()).toContain('3 of 5 seats left')
    expect(ada.last()).toContain('2 of 5 seats taken')
    await ada.close()
    await opensSeats(ada, 'Change the number')
    await ada.submit()
    expect(ada.modal()[1]).toBe('It already has 5 seats.')
  })

  it('invitations, each once', async () => {
    const { ada, ben, chandra } = await scene({ 'Announce in': null })
    await opensSeats(ada, 'Invite people')
    await ada.choose('Invite', ['@ben', '@chandra'])
    await ada.submit()
    expect(ada.modal()[1]).toBe('Invited: @chandra.')
    expect(chandra.last()).toEqual(
      expect.arrayContaining(['*@ada invites you to an open session*', '[Join]', '[Not now]']),
    )
    expect(ben.messages()).toHaveLength(1)
    await ada.close()
    await opensSeats(ada, 'Invite people')
    await ada.choose('Invite', ['@chandra'])
    await ada.submit()
    expect(ada.modal()[1]).toBe('All of them have a seat, wait for one or were invited before.')
    await ada.close()
    await opensSeats(ada, 'Invite people')
    await ada.choose('Invite', ['@dana', '@gus'])
    expect((await ada.submit()).errors.invited).toMatch(/^Gus Guest: They're a guest here/)
  })
})

describe('a mentor changes', () => {
  it('what it is about and where: messages change where they are', async () => {
    const { ada, ben, inChannel } = await scene()
    await ada.click('Edit')
    expect(ada.modal()).toContain('Title: Query plans')
    await ada.fill('Title', '')
    expect((await ada.submit()).errors).toEqual({ title: 'Please complete this required field.' })
    await ada.fill('Title', 'Reading plans')
    await ada.fill('Description', 'Bring your own.')
    await ada.fill('Where', 'Room 4')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Saved. Messages and calendar entries about it change where they are.')
    expect(ben.messages()).toHaveLength(1)
    expect(ben.last()).toEqual(
      expect.arrayContaining(['Session: Reading plans', 'Where: Room 4', 'Bring your own.']),
    )
    expect(await inChannel()).toContain('Session: Reading plans')
    expect((await inChannel()).join()).not.toContain('Room 4')
  })

  it('the time: all are told, and who has another session then loses the seat and hears why', async () => {
    const { j, ada, ben, dana } = await scene()
    await gives(ada, '@dana')
    await hosts(ben, 'Indexes', { starts: TUESDAY + DAY })
    // Who has taken a seat since a move is told of the seat, not of the move.
    j.clock.advance(HOUR)
    await ada.click('Reschedule')
    expect(ada.modal()).toContain(`Starts: ${TUESDAY / 1000}`)
    await ada.choose('Starts', (TUESDAY + DAY) / 1000)
    await ada.submit()
    expect(ada.modal()).toEqual([
      'Reschedule',
      'Moved: {2026-12-02T14:00Z}–{2026-12-02T15:00Z}.',
      '@ben has another session then and no longer has a seat.',
      'I let everyone who has a seat know.',
      '[Close]',
    ])
    expect(dana.last()[0]).toBe(
      '*@ada moved the open session* from ~Wed 2 Dec, 03:00~ to *Thu 3 Dec, 03:00–04:00*',
    )
    expect(ben.last()[0]).toBe(
      '*You no longer have a seat*: @ada moved the open session to a time when you have another one',
    )
  })

  it('only the length, or nothing; and not to a time that is taken or has passed', async () => {
    const { j, ada } = await scene()
    await hosts(ada, 'Indexes', { starts: TUESDAY + HOUR })
    const message = ada.dm()[0]?.ts ?? ''
    await ada.click('Reschedule', { message })
    await ada.submit()
    expect(ada.modal()[1]).toBe('It already takes place then: {2026-12-01T14:00Z}–{2026-12-01T15:00Z}.')
    await ada.close()
    await ada.click('Reschedule', { message })
    await ada.choose('Length', '1.5 hours')
    expect((await ada.submit()).errors).toEqual({
      starts: 'You have another session then: Tue 1 Dec, 16:00. Pick another time, or move that one first.',
    })
    await ada.choose('Starts', (j.clock.now() - HOUR) / 1000)
    expect((await ada.submit()).errors).toEqual({ starts: 'That time has passed. Pick a later one.' })
    await ada.choose('Starts', TUESDAY / 1000)
    await ada.choose('Length', '45 minutes')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Now it takes 45 minutes: {2026-12-01T14:00Z}–{2026-12-01T14:45Z}.')
  })
})

describe('a mentor cancels', () => {
  it('one session, with the reason', async () => {
    const { ada, ben, inChannel } = await scene()
    await ada.click('Cancel session')
    expect(ada.modal()).not.toContain('Which ones?')
    await ada.fill('Reason', 'I am ill.')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Cancelled. I let everyone with a seat or on the waitlist know.')
    expect(ben.last()).toEqual(expect.arrayContaining(['*@ada cancelled the open session*', 'I am ill.']))
    expect(await inChannel()).toContain('*It was cancelled.*')
    expect(buttonsOf(ada.last())).toEqual([])
  })

  it('all of a series that are ahead, if that is chosen', async () => {
    const { j, ada } = await scene({ Repeats: 'Every week', 'How many times': 4 })
    const [first] = ada.dm()
    j.clock.advance(9 * DAY)
    await j.settle()
    await ada.click('Cancel session', { message: ada.dm()[2]?.ts ?? '' })
    expect(ada.modal()).toContain('Which ones?: Only this one')
    await ada.choose('Which ones?', 'All of this series that are ahead')
    await ada.submit()
    expect(ada.modal()[1]).toBe('Cancelled 3 sessions. I let everyone with a seat or on the waitlist know.')
    expect(j.slack.texts(first).join()).not.toContain('cancelled')
  })
})

it('A mentor alone reads what those who come would like to talk about', async () => {
  const { j, ada, ben } = await scene()
  const { knex } = await testDatabase()
  await opensSeats(ada, 'Questions')
  expect(ada.modal()).toEqual([
    'Questions',
    'Nobody has written anything yet.',
    'Only you can see this.',
    '[Close]',
  ])
  await ada.close()
  await ada.click('Seats')
  const seats = ada.member.modal()
  await ada.close()
  await knex('session_members')
    .where({ workspace_id: j.slack.state.team.id, member_id: ben.id })
    .update({ note: 'What is a bitmap scan?' })
  await opensSeats(ada, 'Questions')
  expect(ada.modal()).toEqual([
    'Questions',
    '@ben',
    'What is a bitmap scan?',
    'Only you can see this.',
    '[Close]',
  ])
  await j.slack.forgeClick('@ben', { view: seats, button: 'Questions' })
  await j.settle()
  expect(ben.modal().join()).not.toContain('bitmap')
})

describe('nobody but the mentor changes an open session:', () => {
  const notFound =
    "I can't find that any more, or it isn't yours to answer. Your Home tab shows what you can do now."

  it.each(['Seats', 'Reschedule', 'Edit', 'Host again', 'Cancel session'])(
    'who presses %s on the mentor’s message hears that there is none, seat or not',
    async (button) => {
      const { j, ada, ben, dana } = await scene()
      const before = [ada.messages(), ben.messages()]
      for (const member of [ben, dana]) {
        await j.slack.forgeClick(`@${member.member.handle}`, { message: ada.dm().at(-1), button })
        await j.settle()
        expect(member.told()).toEqual([notFound])
        expect(member.modal()).toEqual([])
      }
      expect([ada.messages(), ben.messages()]).toEqual(before)
    },
  )

  it.each([
    ['Change the number', { 'Number of seats': '50' }],
    ['Give somebody a seat', { 'Who gets the seat?': '@dana' }],
    ['Invite people', { Invite: ['@dana'] }],
  ] as const)('a form that names it, opened by %s', async (button, fields) => {
    const { ada, ben } = await scene()
    await opensSeats(ada, button)
    const metadata = ada.member.modal()?.privateMetadata ?? ''
    await hosts(ben, 'Indexes', { starts: TUESDAY + DAY })
    for (const forged of [metadata, '[1]', 'not JSON', metadata.replace(/[0-9a-f]{12}/, '0123456789ab')]) {
      await opensSeats(ben, button)
      const form = ben.member.modal()
      if (!form) throw new Error('no form')
      form.privateMetadata = forged
      for (const [label, value] of Object.entries(fields)) {
        if (label === 'Number of seats') await ben.fill(label, String(value))
        else await ben.choose(label, typeof value === 'string' ? value : [...value])
      }
      const { errors } = await ben.submit()
      expect(Object.values(errors)).toEqual([notFound])
      await ben.close()
    }
    expect(ada.last()).toContain('1 of 2 seats taken')
  })

  it.each(['Reschedule', 'Edit', 'Cancel session'])('a form that names it, opened by %s', async (button) => {
    const { ada, ben } = await scene()
    await ada.click(button)
    const metadata = ada.member.modal()?.privateMetadata ?? ''
    await hosts(ben, 'Indexes', { starts: TUESDAY + DAY })
    for (const forged of [metadata, '[1]', '']) {
      await ben.click(button)
      const form = ben.member.modal()
      if (!form) throw new Error('no form')
      form.privateMetadata = forged
      const { errors } = await ben.submit()
      expect(Object.values(errors)).toEqual([notFound])
      await ben.close()
    }
    expect(ada.last()).toContain('*Your open session*')
  })
})

describe('a form that was opened too early', () => {
  const forms = [
    ['Reschedule', ''],
    ['Edit', ''],
    ['Cancel session', ''],
    ['Seats', 'Change the number'],
    ['Seats', 'Give somebody a seat'],
    ['Seats', 'Invite people'],
  ] as const

  const opened = async (button: string, then: string) => {
    const world = await scene()
    const [message] = structuredClone(world.ada.dm())
    await world.ada.click(button)
    if (then !== '') await world.ada.clickModal(then)
    if (then === 'Give somebody a seat') await world.ada.choose('Who gets the seat?', '@dana')
    if (then === 'Invite people') await world.ada.choose('Invite', ['@dana'])
    return { ...world, message }
  }

  it.each(forms)('%s %s says that the session has begun', async (button, then) => {
    const { j, ada, dana, message } = await opened(button, then)
    j.clock.advance(TUESDAY - j.clock.now() + HOUR / 2)
    const { errors } = await ada.submit()
    expect(Object.values(errors)).toEqual([
      "This session has already started, so it can't be changed. To set up another one, press Host again.",
    ])
    expect(dana.messages()).toEqual([])
    await ada.close()
    await j.slack.forgeClick('@ada', { message, button })
    await j.settle()
    expect(ada.told()).toEqual(Object.values(errors))
  })

  it.each(forms)('%s %s says that it was cancelled', async (button, then) => {
    const { j, ada, message } = await opened(button, then)
    const id = /[0-9a-f-]{36}/.exec(JSON.stringify(message?.blocks))?.[0] ?? ''
    const { knex } = await testDatabase()
    await knex('sessions')
      .where({ id })
      .update({ status: 'cancelled', cancelled_at: knex.fn.now(), cancelled_by: ada.id })
    const { errors } = await ada.submit()
    // Who cancels twice has what they wanted.
    if (button === 'Cancel session') expect(ada.modal()[1]).toBe('It was already cancelled.')
    else
      expect(Object.values(errors)).toEqual([
        'This session was cancelled, so there is nothing to change. To set up another one, press Host again.',
      ])
    await ada.close()
    await j.slack.forgeClick('@ada', { message, button: 'Host again' })
    await j.settle()
    expect(ada.modal()).toContain('Title: Query plans')
  })
})
