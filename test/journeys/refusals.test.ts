import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { countRows } from '../support/rows.ts'

const refusals = [
  ['oneself', '@ben', "That's you! Pick someone else."],
  ['an app', '@robot', "That's an app. Pick a person."],
  ['this app', '@mentorship', "That's an app. Pick a person."],
  ['Slackbot', '@slackbot', "That's an app. Pick a person."],
  ['a deactivated member', '@eli', 'Their account is deactivated. Pick someone else.'],
  [
    'a guest',
    '@gus',
    "They're a guest here, and mentoring is for full members. Pick someone else, or ask an admin of this workspace.",
  ],
  [
    'a member of another organisation',
    '@olga',
    "They're from another organisation, and mentoring is for members of this one. Pick someone else, or ask an admin of this workspace.",
  ],
] as const

const members = [
  { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
  { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York', zone: 'America/New_York' },
  { id: 'U0ELI00001', handle: 'eli', realName: 'Eli Former', deactivated: true },
  { id: 'U0GUS00001', handle: 'gus', realName: 'Gus Guest', guest: 'multi-channel' as const },
  { id: 'U0OLGA0001', handle: 'olga', realName: 'Olga Elsewhere', external: true },
  { id: 'U0ROBOT001', handle: 'robot', realName: 'Standup Robot', bot: true },
]

const scene = async () => {
  const j = await journey({ members })
  return { j, ada: actor(j, 'ada'), ben: actor(j, 'ben') }
}

describe('nothing is written, and only the member who acted is told what to do next, when a request goes to', () => {
  it.each(refusals)('%s', async (_who, handle, sentence) => {
    const { j, ben } = await scene()
    await ben.openHome()
    for (const command of ['offer', 'request']) {
      await ben.types(`${command} ${handle} hello`)
      expect(ben.told()).toEqual([])
      expect(ben.modal().join('\n').replaceAll('*', '')).toContain(`:warning: ${sentence}`)
      expect(ben.modal()).toContain('Message: hello')
      await ben.close()
    }
    await ben.types(`request ${handle}`)
    expect(ben.told()).toEqual([sentence])
    await ben.types(`book ${handle}`)
    expect(ben.told()).toEqual([sentence])
    expect(ben.modal()).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
    expect(ben.home().top[0]).toMatch('Welcome')
    expect(Object.values(j.slack.state.messages).flat()).toEqual([])
  })

  it('a member whom Slack does not know', async () => {
    const { j, ben } = await scene()
    for (const subcommand of ['offer', 'request', 'book']) {
      const { status, body } = await j.slack.forge({
        form: {
          command: '/mentor',
          text: `${subcommand} <@U0NOBODY99|nobody>`,
          team_id: j.slack.state.team.id,
          user_id: ben.id,
          trigger_id: `1.2.${subcommand}`,
        },
      })
      expect(status).toBe(200)
      expect(JSON.parse(body)).toMatchObject({
        response_type: 'ephemeral',
        text: "I couldn't find that member. Pick them from Slack's list.",
      })
    }
    expect(await countRows(j, 'requests')).toBe(0)
  })

  it('a name that Slack did not turn into a member', async () => {
    const { j, ben } = await scene()
    await ben.types('offer @nobody I can help')
    expect(ben.modal()).toEqual([
      'Offer to mentor',
      "I couldn't find “@nobody”. Pick them from Slack's list.",
      'Who would you like to mentor?:',
      'Message: I can help',
      expect.stringMatching(/^They'll get your offer/),
      '[Send]',
      '[Close]',
    ])
    expect(await countRows(j, 'requests')).toBe(0)
    await ben.close()

    await ben.types('request @ada and @nobody Teach me')
    expect(ben.modal()).toEqual(
      expect.arrayContaining(['Who would you like to learn from?: U0ADA00001', 'Message: Teach me']),
    )
    await ben.close()
    await ben.types('book @nobody')
    expect(ben.told()[0]).toBe("I couldn't find “@nobody”. Pick them from Slack's list.")
  })

  it('somebody in a form, where the field shows the sentence and keeps the text', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer')
    await ben.choose('Who would you like to mentor?', '@gus')
    await ben.fill('Message', 'I can help with SQL')
    const refused = await ben.submit()
    expect(Object.values(refused.errors)).toEqual([refusals[5][2]])
    expect(ben.modal()).toContain('Message: I can help with SQL')
    expect(await countRows(j, 'requests')).toBe(0)

    await ben.choose('Who would you like to mentor?', '@ada')
    await ben.submit()
    expect(ben.modal().slice(0, 2)).toEqual(['Offer to mentor', expect.stringMatching(/^Sent to @ada\./)])
    expect(ada.last()).toContain('I can help with SQL')
  })

  it('a member with more words than a request can hold', async () => {
    const { ada, ben } = await scene()
    await ben.types(`offer @ada ${'x'.repeat(1501)}`)
    expect(ben.told()).toEqual([])
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That's too long: 1500 characters at most.* Shorten it and send it again.",
        `Message: ${'x'.repeat(1501)}`,
        'Who would you like to mentor?: U0ADA00001',
      ]),
    )
    expect(Object.values((await ben.submit()).errors)).toEqual([
      "That's too long: 1500 characters at most. Shorten it and send it again.",
    ])
    await ben.fill('Message', 'Shorter')
    await ben.submit()
    expect(ada.last()).toContain('Shorter')
  })

  it('a member with more words than a form can hold, which come back as they were', async () => {
    const { j, ben } = await scene()
    await ben.types(`offer @ada ${'x'.repeat(3001)}`)
    expect(ben.told()).toEqual([
      "That's too long: 1500 characters at most. Shorten it and send it again.",
      'x'.repeat(3001),
    ])
    expect(await countRows(j, 'requests')).toBe(0)
  })

  it('more members than ten, the first of whom are in the form that opens', async () => {
    const many = Array.from({ length: 11 }, (_, index) => ({
      id: `U0MANY${String(index).padStart(4, '0')}`,
      handle: `many${index}`,
      realName: `Many ${index}`,
    }))
    const j = await journey({ members: [...members, ...many] })
    const ben = actor(j, 'ben')
    await ben.types(`offer ${many.map(({ handle }) => `@${handle}`).join(' ')} All of you`)
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        ":warning: *That's too many people: 10 at most.* Remove some and send it again.",
        'Message: All of you',
      ]),
    )
    expect(ben.modal().join()).toContain('U0MANY0009')
    expect(ben.modal().join()).not.toContain('U0MANY0010')
    expect(await countRows(j, 'requests')).toBe(0)
  })
})

describe('text that is not a command gets the usage of what was most likely meant, never silence:', () => {
  it.each([
    ['ofer @ada hi', "I don't know “ofer @ada hi”. Did you mean:", ['offer', 'help']],
    ['reqests', "I don't know “reqests”. Did you mean:", ['requests', 'request', 'help']],
    ['I want a mentor', "I don't know “I want a mentor”. Did you mean:", ['find', 'request', 'help']],
    ['cancel', "I don't know “cancel”. Did you mean:", ['sessions', 'help']],
    ['holiday', "I don't know “holiday”. Did you mean:", ['availability', 'pause', 'help']],
    ['@ada', "I don't know “@ada”. Did you mean:", ['offer', 'request', 'book', 'help']],
    [
      '<!channel> *x*',
      "I don't know “<!channel> *x*”. Here's what you can do:",
      [
        'find',
        'offer',
        'request',
        'requests',
        'book',
        'suggest',
        'host',
        'sessions',
        'profile',
        'availability',
        'pause',
        'resume',
        'settings',
        'report',
        'my',
      ],
    ],
  ])('%s', async (typed, sentence, meant) => {
    const { j, ben } = await scene()
    await ben.types(typed)
    expect(ben.told()[0]).toBe(sentence)
    const usages = ben.told().flatMap((line) => /^`\/mentor (\w+)/.exec(line)?.[1] ?? [])
    expect(usages).toEqual(meant)
    expect(ben.member.channel('general')).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
  })
})
