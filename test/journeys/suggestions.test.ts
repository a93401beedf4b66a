import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { fillInProfile } from '../support/profile.ts'

const PASSED_ON = ['Passed on.']
const TO_MENTEE = [
  '*@ada suggests @chandra as a mentor for you*',
  'She knows *indexes*',
  "@chandra doesn't know about this. They'll only hear about it if you ask for a session or book one.",
  '[Request a session]',
  '[Book]',
  '[Not now]',
]

/** Ada suggests, Ben is to learn, Chandra to mentor; Dana stands by. All have opened their Homes. */
const four = async () => {
  const j = await journey()
  const people = {
    ada: actor(j, 'ada'),
    ben: actor(j, 'ben'),
    chandra: actor(j, 'chandra'),
    dana: actor(j, 'dana'),
  }
  for (const member of Object.values(people)) await member.openHome()
  return { j, ...people }
}

/** Everything that stands on a member's screens. */
const seen = (member: Actor) => JSON.stringify([member.messages(), member.home()])

describe('a suggestion', () => {
  it('of a mentor reaches the mentee alone, who can ask, book, or put it aside', async () => {
    const { ada, ben, chandra } = await four()
    const before = [seen(ada), seen(chandra)]
    await ada.types('suggest @chandra to @ben She knows *indexes*')
    expect(ada.told()).toEqual(PASSED_ON)
    expect(ben.messages()).toEqual([TO_MENTEE])
    expect(ben.home().suggested.slice(0, 4)).toEqual([
      '*@chandra as a mentor for you*',
      'Suggested by @ada · {2026-11-23T10:00Z}',
      'She knows *indexes*',
      '[Request a session]',
    ])
    expect([seen(ada), seen(chandra)]).toEqual(before)
  })

  it('of a mentee reaches the mentor alone, who can offer', async () => {
    const { ada, ben, chandra } = await four()
    const before = [seen(ada), seen(ben)]
    await ada.types('suggest @ben to @chandra as a mentee He wants to learn about indexes')
    expect(ada.told()).toEqual(PASSED_ON)
    expect(chandra.last()).toEqual([
      '*@ada suggests @ben as a mentee for you*',
      'He wants to learn about indexes',
      "@ben doesn't know about this. They'll only hear about it if you offer.",
      '[Offer to mentor]',
      '[Not now]',
    ])
    expect([seen(ada), seen(ben)]).toEqual(before)
    await chandra.click('Offer to mentor')
    await chandra.submit()
    expect(chandra.last()).toEqual(['*Done.* You offered to mentor @ben.'])
    expect(ben.last()).toContain('Sent {2026-11-23T10:00Z} · Kolkata time · suggested by @ada')
    expect(seen(ada)).toBe(before[0])
  })

  it('shows what the other says of themselves, and whether they can be asked now', async () => {
    const { ada, ben, chandra, dana } = await four()
    await fillInProfile(chandra, { headline: 'Queries that end', helpsWith: ['Databases'] })
    await ada.types('suggest @chandra to @ben')
    expect(ben.last().slice(1, 3)).toEqual(['Queries that end', 'Databases'])
    await dana.types('pause')
    await ada.types('suggest @dana to @ben')
    expect(ben.last()).toEqual([
      '*@ada suggests @dana as a mentor for you*',
      "@dana isn't taking new requests right now.",
      '[Not now]',
    ])
  })

  it('is used by asking, from its card or anywhere else; the request says who suggested it', async () => {
    const { ada, ben, chandra } = await four()
    await ada.types('suggest @chandra to @ben')
    const before = seen(ada)
    await ben.types('request @chandra Hello')
    expect(ben.last()).toEqual(['*Done.* You asked @chandra for a session.'])
    expect(ben.home().suggested).toEqual([])
    expect(chandra.last().slice(0, 2)).toEqual([
      '*@ben would like a session with you*',
      'Sent {2026-11-23T10:00Z} · New York time · suggested by @ada',
    ])
    expect(chandra.home().received).toContain('Sent {2026-11-23T10:00Z} · suggested by @ada')
    expect(seen(ada)).toBe(before)
    // Only the first one follows the suggestion.
    await ben.types('request @chandra Once more')
    expect(chandra.last().join()).not.toContain('suggested')
  })

  it('is used by booking; the session says so to the other side', async () => {
    const { ada, ben, chandra } = await four()
    await ada.types('suggest @chandra to @ben')
    await ben.click('Book')
    await ben.pick('Tuesday 24 November', '05:00')
    await ben.submit()
    expect(ben.messages()[0]).toEqual(['*Done.* You booked a session with @chandra.'])
    expect(chandra.last().join('\n')).toContain('Suggested by @ada')
    expect(ben.last().join('\n')).not.toContain('Suggested by')
    expect(ada.messages()).toEqual([])
  })

  it('names its suggester to the other only if that was left ticked', async () => {
    const { ada, ben, chandra } = await four()
    await ada.types('suggest')
    expect(ada.modal()).toContain('Who should hear about it first?: The mentee')
    await ada.choose('Who would be the mentor?', '@chandra')
    await ada.choose('Who would be the mentee?', '@ben')
    await ada.fill('Why these two?', 'Indexes')
    await ada.choose('If it leads to a request or a session', [])
    await ada.submit()
    expect(ada.modal()).toEqual(['Suggest someone', ...PASSED_ON, '[Close]'])
    expect(ben.last().slice(0, 2)).toEqual(['*@ada suggests @chandra as a mentor for you*', 'Indexes'])
    await ben.click('Request a session')
    await ben.submit()
    expect(chandra.last().join()).not.toContain('suggested')
  })

  it('that is put aside folds, stays on Home, and can still be used', async () => {
    const { ada, ben, chandra } = await four()
    await ada.types('suggest @chandra to @ben')
    const before = [seen(ada), seen(chandra)]
    await ben.click('Not now')
    expect(ben.messages()).toEqual([
      ["Put aside: @chandra as a mentor for you. You'll find it on the Home tab, and nobody is told."],
    ])
    expect(ben.home().suggested).toEqual([
      '@chandra as a mentor for you · suggested by @ada · put aside',
      '[Request a session]',
    ])
    expect([seen(ada), seen(chandra)]).toEqual(before)
    await ben.clickHome('Request a session', { nth: 1 })
    await ben.submit()
    expect(chandra.last()[1]).toContain('suggested by @ada')
    expect(ben.messages()[0]).toEqual(['*Done.* You asked @chandra for a session.'])
  })

  it('says at once that its other side takes no requests, and that they do again', async () => {
    const { ada, ben, chandra } = await four()
    await ada.types('suggest @chandra to @ben She knows *indexes*')
    await chandra.types('pause')
    expect(ben.messages()[0]?.join()).toContain("@chandra isn't taking new requests right now.")
    await chandra.types('resume')
    expect(ben.messages()).toEqual([TO_MENTEE])
  })

  it('disappears if its other side leaves, and comes back with them', async () => {
    const { j, ada, ben } = await four()
    await ada.types('suggest @chandra to @ben She knows *indexes*')
    await j.slack.changeMember('@chandra', { deactivated: true })
    await j.settle()
    expect(ben.messages()).toEqual([['This suggestion is no longer open.']])
    expect(ben.home().suggested).toEqual([])
    await j.slack.changeMember('@chandra', { deactivated: false })
    await j.settle()
    expect(ben.messages()).toEqual([TO_MENTEE])
  })

  it('disappears for who avoids its other side, and at the next look for who is avoided', async () => {
    const { ada, ben, dana } = await four()
    await ada.types('suggest @chandra to @ben')
    await ada.types('suggest @dana to @ben')
    await fillInProfile(ben, { avoids: ['@chandra'] })
    expect(ben.messages()[0]).toEqual(['This suggestion is no longer open.'])
    expect(ben.home().suggested.join()).not.toContain('@chandra')
    const before = seen(ben)
    await fillInProfile(dana, { avoids: ['@ben'] })
    // Not at the moment in which Dana decided that.
    expect(seen(ben)).toBe(before)
    await ben.openHome()
    expect(ben.home().suggested).toEqual([])
  })

  it('is shown for 90 days', async () => {
    const { j, ada, ben } = await four()
    await ada.types('suggest @chandra to @ben')
    j.clock.advance(90 * DAY - 1)
    await ben.openHome()
    expect(ben.home().suggested).not.toEqual([])
    j.clock.advance(1)
    await ben.openHome()
    expect(ben.home().suggested).toEqual([])
    await ada.types('suggest @chandra to @ben')
    expect(ben.messages()).toHaveLength(2)
  })
})

describe('a suggestion is dropped, and its suggester reads the same,', () => {
  const drops: Readonly<Record<string, (who: Awaited<ReturnType<typeof four>>) => Promise<unknown>>> = {
    'if the receiver takes none': ({ ben }) => fillInProfile(ben, { takesSuggestions: false }),
    'if the receiver takes no new requests': ({ ben }) => ben.types('pause'),
    'if the receiver avoids the other': ({ ben }) => fillInProfile(ben, { avoids: ['@chandra'] }),
    'if the other avoids the receiver': ({ chandra }) => fillInProfile(chandra, { avoids: ['@ben'] }),
    'if the receiver avoids the suggester': ({ ben }) => fillInProfile(ben, { avoids: ['@ada'] }),
    'if one of the two was suggested to the other within 90 days': ({ dana }) =>
      dana.types('suggest @chandra to @ben'),
    'if an offer is open': ({ chandra }) => chandra.types('offer @ben'),
    'if a session request is open': ({ ben }) => ben.types('request @chandra'),
    'if they have a session ahead': async ({ ben }) => {
      await ben.types('book @chandra')
      await ben.pick('Tuesday 24 November', '05:00')
      await ben.submit()
    },
  }
  it.each(Object.entries(drops))('%s', async (_why, happens) => {
    const who = await four()
    await happens(who)
    const { ada, ben, chandra } = who
    const before = [seen(ada), seen(ben), seen(chandra)]
    await ada.types('suggest @chandra to @ben')
    expect(ada.told()).toEqual(PASSED_ON)
    expect([seen(ada), seen(ben), seen(chandra)]).toEqual(before)
  })

  it('if three reached the receiver within a week', async () => {
    const j = await journey({ members: crowd })
    const ben = actor(j, 'ben')
    for (const [suggester, mentor] of [
      ['m1', 'm6'],
      ['m2', 'm7'],
      ['m3', 'm8'],
      ['m4', 'm9'],
    ]) {
      const member = actor(j, suggester ?? '')
      await member.types(`suggest @${mentor} to @ben`)
      expect(member.told()).toEqual(PASSED_ON)
    }
    expect(ben.messages()).toHaveLength(3)
    j.clock.advance(7 * DAY)
    await actor(j, 'm5').types('suggest @m9 to @ben')
    expect(ben.messages()).toHaveLength(4)
  })
})

const crowd = [
  { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    id: `U0MANY000${n}`,
    handle: `m${n}`,
    realName: `Member ${n}`,
    zone: 'UTC',
  })),
]

describe('a suggester is told', () => {
  it('of the sixth in 24 hours, dropped ones included', async () => {
    const j = await journey({ members: crowd })
    const [ben, m1] = [actor(j, 'ben'), actor(j, 'm1')]
    for (const n of [2, 3, 4, 5, 6]) {
      await m1.types(`suggest @m${n} to @ben`)
      expect(m1.told()).toEqual(PASSED_ON)
    }
    expect(ben.messages()).toHaveLength(3)
    await m1.types('suggest @m7 to @m8 Perhaps')
    expect(m1.told()).toEqual([
      "You've made 5 suggestions in 24 hours, and there can't be more. Try again tomorrow.",
      'Perhaps',
    ])
    expect(actor(j, 'm8').messages()).toEqual([])
    j.clock.advance(DAY)
    await m1.types('suggest @m7 to @m8 Perhaps')
    expect(m1.told()).toEqual(PASSED_ON)
  })

  it.each([
    ['@robot to @ben', "That's an app. Pick a person."],
    ['@eli to @ben', 'Their account is deactivated. Pick someone else.'],
    [
      '@gus to @ben',
      "They're a guest here, and mentoring is for full members. Pick someone else, or ask an admin of this workspace.",
    ],
    ['@ben to @ben', 'A mentor and a mentee are two people. Pick someone else as one of them.'],
    ['@ada to @ben', "That's you! To mentor someone yourself, use Offer to mentor."],
    ['@ben to @ada', "That's you! To learn from someone yourself, use Request a session."],
  ])('of %s, which they could know', async (names, sentence) => {
    const { ada, ben } = await four()
    await ada.types(`suggest ${names}`)
    expect(ada.told()).toEqual([sentence])
    expect([ada.messages(), ben.messages()]).toEqual([[], []])
    // With a reason, it comes back in a form.
    await ada.types(`suggest ${names} Because`)
    expect(ada.modal()).toContain(`:warning: ${sentence.replace(/^[^.]+\./, '*$&*')}`)
    expect(ada.modal()).toContain('Why these two?: Because')
  })

  it('of a bar of their own', async () => {
    const { j, ben } = await four()
    const gus = actor(j, 'gus')
    await gus.types('suggest @chandra to @ben')
    expect(gus.told()).toEqual([
      "You're a guest here, and mentoring is for full members. Ask an admin of this workspace.",
    ])
    expect(ben.messages()).toEqual([])
  })

  it('at the field of what they can mend', async () => {
    const { ada } = await four()
    await ada.types('suggest')
    await ada.choose('Who would be the mentor?', '@ada')
    await ada.choose('Who would be the mentee?', '@ben')
    const answer = await ada.submit()
    expect(JSON.stringify(answer)).toContain('Offer to mentor')
  })

  it('of a reason that is too long, which comes back in the form', async () => {
    const { ada, ben } = await four()
    await ada.types(`suggest @chandra to @ben ${'x'.repeat(301)}`)
    expect(ada.modal()[1]).toContain('300 characters at most')
    expect(ben.messages()).toEqual([])
  })
})

describe('a suggestion is begun', () => {
  it('by a command without both names, which opens the form on what was typed', async () => {
    const { ada, ben, chandra } = await four()
    const [mentor, mentee] = [
      `Who would be the mentor?: ${chandra.id}`,
      `Who would be the mentee?: ${ben.id}`,
    ]
    for (const [typed, lines] of [
      ['suggest @chandra', [mentor]],
      ['suggest @chandra @ben Both', [mentor, mentee, 'Why these two?: Both']],
      ['suggest @chandra to nobody', [mentor, 'Why these two?: to nobody']],
    ] as const) {
      await ada.types(typed)
      expect(ada.modal()).toEqual(expect.arrayContaining([...lines]))
      await ada.close()
    }
  })

  it('from a message, for its author', async () => {
    const { ada, ben } = await four()
    await ada.messageShortcut('suggest_mentor', 'general', ben.member.post('How do indexes work?'))
    expect(ada.modal()).toContain(`Who would be the mentee?: ${ben.id}`)
    await ada.choose('Who would be the mentor?', '@chandra')
    await ada.submit()
    expect(ben.last()[0]).toBe('*@ada suggests @chandra as a mentor for you*')
  })

  it('from help, and by what people type instead', async () => {
    const { ada } = await four()
    await ada.types('introduce somebody')
    expect(ada.told().join('\n')).toContain('/mentor suggest @mentor to @mentee')
    await ada.types('help')
    await ada.clickEphemeral('Suggest to somebody')
    expect(ada.modal()).toContain('Who would be the mentor?:')
  })
})

it('many suggestions open from Home by pages, and can be put aside on each', async () => {
  const members = Array.from({ length: 13 }, (_, n) => ({
    id: `U0MANY0${n + 10}`,
    handle: `m${n + 1}`,
    realName: `Member ${n + 1}`,
    zone: 'UTC',
  }))
  const j = await journey({ members: [...crowd.slice(0, 1), ...members] })
  const [ben, m1] = [actor(j, 'ben'), actor(j, 'm1')]
  await ben.openHome()
  for (let week = 0; week < 4; week += 1) {
    for (let n = 2; n < 5; n += 1) await m1.types(`suggest @m${week * 3 + n} to @ben Week ${week}`)
    j.clock.advance(7 * DAY)
  }
  const named = (shown: readonly string[]) =>
    shown.flatMap((line) => /@(\w+) as a mentor for you/.exec(line)?.[1] ?? [])
  await ben.openHome()
  expect(named(ben.home().suggested)).toEqual(['m13', 'm12', 'm11'])
  await ben.clickHome('Show all')
  const first = ['m13', 'm12', 'm11', 'm10', 'm9', 'm8', 'm7', 'm6', 'm5', 'm4']
  expect(named(ben.modal())).toEqual(first)
  expect(ben.modal()).not.toContain('[Newer]')
  await ben.clickModal('Older')
  expect(named(ben.modal())).toEqual(['m3', 'm2'])
  expect(ben.modal()).not.toContain('[Older]')
  // The page stays where it is.
  await ben.clickModal('Not now', { nth: 1 })
  expect(ben.modal()).toContain('@m2 as a mentor for you · suggested by @m1 · put aside')
  expect(named(ben.modal())).toEqual(['m3', 'm2'])
  await ben.clickModal('Newer')
  expect(named(ben.modal())).toEqual(first)
  await ben.clickModal('Not now', { nth: 0 })
  expect(ben.home().suggested[0]).toBe('@m13 as a mentor for you · suggested by @m1 · put aside')
})
