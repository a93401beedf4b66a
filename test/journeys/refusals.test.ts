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
      expect(ben.told()).toEqual([sentence])
    }
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
          text: `${subcommand} <@U0NOBODY99|nobody> hello`,
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
    expect(ben.told()).toEqual([
      'Slack did not say who “@nobody” is. Type @ and the first letters, pick the person from the list that Slack shows, and send it again. Or leave the name out and pick it in the form.',
      expect.stringMatching(/^`\/mentor offer @member message`/),
      '[Offer to mentor]',
    ])
    expect(ben.modal()).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
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
    expect(ben.modal()).toEqual(['Offer to mentor', expect.stringMatching(/^Sent to @ada\./), '[Close]'])
    expect(ada.last()).toContain('I can help with SQL')
  })

  it('a member with more words than a request can hold', async () => {
    const { j, ben } = await scene()
    await ben.types(`offer @ada ${'x'.repeat(1501)}`)
    expect(ben.told()).toEqual(["That's too long: 1500 characters at most. Shorten it and send it again."])
    expect(await countRows(j, 'requests')).toBe(0)
  })
})

describe('text that is not a command gets the usage of the nearest command, never silence:', () => {
  it.each([
    ['ofer @ada hi', 'There is no “ofer” here. Did you mean this?', 'offer'],
    ['reqests', 'There is no “reqests” here. Did you mean this?', 'requests'],
    ['<!channel> *x*', 'There is no “<!channel>” here. Did you mean this?', undefined],
    ['@ada', 'There is no “@ada” here. Did you mean this?', undefined],
  ])('%s', async (typed, sentence, nearest) => {
    const { j, ben } = await scene()
    await ben.types(typed)
    expect(ben.told()[0]).toBe(sentence)
    if (nearest) expect(ben.told()[1]).toMatch(`\`/mentor ${nearest}`)
    expect(ben.told()).toEqual(expect.arrayContaining([expect.stringMatching('/mentor help')]))
    expect(ben.member.channel('general')).toEqual([])
    expect(await countRows(j, 'requests')).toBe(0)
  })
})
