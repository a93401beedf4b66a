import { describe, expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { lastSent, submittedAgain } from '../support/delivered-again.ts'
import { countRows } from '../support/rows.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [
    actor(j, 'ada'),
    actor(j, 'ben'),
    actor(j, 'chandra'),
    actor(j, 'dana'),
  ] as const
  return { j, ada, ben, chandra, dana }
}

describe('a command that names several members', () => {
  it.each([
    ['offer', 'Offer to mentor', 'offer', 'Others could find you as a mentor too.'],
    ['request', 'Request a session', 'session request', 'Mentors could find you too.'],
  ])(
    'opens a form that lists them, and each gets one of their own (%s)',
    async (command, title, what, firstUse) => {
      const { j, ada, ben, chandra, dana } = await scene()
      await ben.types(`${command} @ada, @chandra and @dana Indexes?`)
      expect(await countRows(j, 'requests')).toBe(0)
      expect(ben.modal()[0]).toBe(title)
      expect(ben.modal()).toEqual(
        expect.arrayContaining([expect.stringContaining('Each of them gets'), 'Message: Indexes?', '[Send]']),
      )

      await ben.submit()
      expect(ben.modal()).toEqual([
        title,
        `Sent to @ada, @chandra and @dana, one ${what} each. I'll message you when they respond.`,
        firstUse,
        '[Fill in your profile]',
        '[Close]',
      ])
      for (const member of [ada, chandra, dana]) {
        expect(member.messages()).toHaveLength(1)
        expect(member.last()).toContain('Indexes?')
      }
      expect(await countRows(j, 'requests')).toBe(3)
    },
  )

  it('sends to the members left in it, to nobody twice, however often it is delivered', async () => {
    const { j, ada, ben, chandra, dana } = await scene()
    await ben.types('offer @ada @chandra @dana Indexes?')
    await ben.choose('members', ['@ada', '@dana'])
    await ben.submit()
    const said = ben.modal()
    const first = lastSent(j, 'view_submission')
    for (const resign of [false, true]) {
      expect((await j.slack.replay(first, { resign })).body).toBe(first.answer)
    }
    const { body } = await submittedAgain(j)
    await j.settle()
    expect(body).toContain('You already sent this to <@U0ADA00001> and <@U0DANA0001>')
    expect(said[1]).toMatch(/^Sent to @ada and @dana, one offer each\./)
    expect(await countRows(j, 'requests')).toBe(2)
    expect([ada, chandra, dana].map((member) => member.messages().length)).toEqual([1, 0, 1])
  })

  it('says who could not get it and why, and who did', async () => {
    const { j, ada, ben } = await scene()
    await ben.types('offer @ada @robot @ben @gus Indexes?')
    await ben.submit()
    expect(ben.modal()).toEqual([
      'Offer to mentor',
      "Sent to @ada. I'll message you when they respond.",
      "*Not sent to @robot.* That's an app. Pick a person.",
      "*Not sent to @ben.* That's you! Pick someone else.",
      expect.stringMatching(/^\*Not sent to @gus\.\* They're a guest here/),
      'Others could find you as a mentor too.',
      '[Fill in your profile]',
      '[Close]',
    ])
    expect(ada.messages()).toHaveLength(1)
    expect(await countRows(j, 'requests')).toBe(1)
  })

  it('keeps its form and the typed text if nobody can get it or the message is too long', async () => {
    const { j, ben } = await scene()
    await ben.types('offer @robot @ben Indexes?')
    const { errors } = await ben.submit()
    expect(errors).toEqual({
      members: "That's an app. Pick a person. That's you! Pick someone else.",
    })
    expect(ben.modal()).toContain('Message: Indexes?')
    expect(await countRows(j, 'requests')).toBe(0)
  })

  it('says which of their offers a session request accepted', async () => {
    const { ada, ben } = await scene()
    await ada.types('offer @ben I can help')
    await ben.types('request @ada @chandra Yes')
    await ben.submit()
    expect(ben.modal()).toEqual([
      'Request a session',
      "Sent to @ada and @chandra, one session request each. I'll message you when they respond.",
      '@ada: that accepted their offer to mentor.',
      'Mentors could find you too.',
      '[Fill in your profile]',
      '[Close]',
    ])
  })

  it('books with nobody if there are several', async () => {
    const { j, ben } = await scene()
    await ben.types('book @ada @chandra')
    expect(ben.told()[0]).toBe('Name one member:')
    expect(await countRows(j, 'requests')).toBe(0)
  })
})
