import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { fillInProfile } from '../support/profile.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.openHome()
  return { j, ada, ben }
}

/** The topics that a menu of the open form offers. */
const offered = async ({ member }: ReturnType<typeof actor>, blockId: string, typed: string) => {
  const { options = [] } = await member.suggest('modal', { blockId, actionId: 'profile.topics' }, typed)
  return (options as { text: { text: string } }[]).map(({ text }) => text.text)
}

const organised = 'The owners and admins of this workspace organise mentoring here.'

describe('a member’s profile', () => {
  it('begins empty and unlisted, is filled in from Home, and says as what one is listed', async () => {
    const { ada } = await scene()
    expect(ada.home().profile).toEqual([
      "*You aren't listed.* With a profile, others can find you as a mentor or a mentee.",
      '[Fill in your profile]',
      organised,
    ])
    await ada.clickHome('Fill in your profile')
    expect(ada.modal()).toEqual([
      'Your profile',
      'In the directory:',
      'Headline:',
      'About you:',
      'Topics I can help with:',
      "Topics I'd like to learn:",
      'Mentees at a time:',
      expect.stringMatching(/^Leave it empty for no limit\./),
      'Suggestions: People may suggest others to me',
      "People I'd rather not be matched with:",
      expect.stringMatching(/^Only you ever see this list\./),
      '[Save]',
      '[Close]',
    ])
    await ada.choose('In the directory', ['I mentor'])
    await ada.fill('Headline', 'Forms that everybody can use')
    await ada.fill('About you', 'Ten years of front ends.\nAsk me anything.')
    await ada.choose('Topics I can help with', ['Accessibility', 'CSS'])
    await ada.choose("Topics I'd like to learn", ['Rust'])
    await ada.fill('Mentees at a time', '3')
    await ada.submit()
    expect(ada.modal()).toEqual([
      'Your profile',
      "*Saved. You're listed as a mentor.* All members can find you with *Find a mentor*.",
      '[Close]',
    ])
    expect(ada.home().profile).toEqual(["*You're listed as a mentor*", '[Edit profile]', organised])
  })

  it('opens by command as it was saved, and replaces what it said before', async () => {
    const { ada } = await scene()
    await ada.types('profile')
    await ada.choose('In the directory', ['I mentor', "I'm looking for a mentor"])
    await ada.choose('Topics I can help with', ['CSS', 'Accessibility'])
    await ada.choose('Suggestions', [])
    await ada.choose("People I'd rather not be matched with", ['@ben', '@dana'])
    await ada.submit()
    expect(ada.modal()).toContain(
      "*Saved. You're listed as a mentor and as looking for one.* All members can find you with *Find a mentor*.",
    )
    await ada.close()
    await ada.clickHome('Edit profile')
    expect(ada.modal()).toEqual(
      expect.arrayContaining([
        "In the directory: I mentor, I'm looking for a mentor",
        'Topics I can help with: CSS, Accessibility',
        'Suggestions:',
        "People I'd rather not be matched with: U0BEN00001, U0DANA0001",
      ]),
    )
    await ada.choose('In the directory', ["I'm looking for a mentor"])
    await ada.choose("People I'd rather not be matched with", [])
    await ada.submit()
    expect(ada.modal()).toContain(
      "*Saved. You're listed as looking for a mentor.* Members listed as mentors can find you.",
    )
    expect(ada.home().profile[0]).toBe("*You're listed as looking for a mentor*")
    await ada.close()
    await ada.types('profile')
    await ada.choose('In the directory', [])
    await ada.submit()
    expect(ada.modal()[1]).toBe(
      "*Saved.* You aren't listed. To be found, say in your profile that you mentor or look for a mentor.",
    )
    expect(ada.home().profile).toEqual(["*You aren't listed.*", '[Edit profile]', organised])
  })

  it('takes the workspace’s topics, whatever their spelling, and new ones by the menu’s last entry', async () => {
    const { ada, ben } = await scene()
    await ada.types('profile')
    expect(await offered(ada, 'helps_with', '')).toEqual([])
    expect(await offered(ada, 'helps_with', 'node  js')).toEqual(['Add “node js”'])
    await ada.choose('Topics I can help with', ['Node.js', 'Public speaking'])
    await ada.submit()
    await ben.types('profile')
    expect(await offered(ben, 'learns', '')).toEqual(['Node.js', 'Public speaking'])
    expect(await offered(ben, 'learns', 'speakng')).toEqual(['Public speaking', 'Add “speakng”'])
    expect(await offered(ben, 'learns', 'NODE-JS')).toEqual(['Node.js'])
    await ben.choose("Topics I'd like to learn", ['node-js'])
    await ben.submit()
    await ben.close()
    await ben.types('profile')
    expect(ben.modal()).toContain("Topics I'd like to learn: Node.js")
  })

  it('says at its field what cannot be saved, and loses nothing that was typed', async () => {
    const { j, ada, ben } = await scene()
    await ada.types('profile')
    await ada.choose('Topics I can help with', ['Cobol'])
    await ada.submit()
    await ben.types('profile')
    await ben.choose('Topics I can help with', ['Cobol'])
    await ben.fill('Headline', 'Old things')
    const { knex } = await testDatabase()
    await knex('topics').where('workspace_id', j.slack.state.team.id).update({ retired_at: knex.fn.now() })
    await ben.submit()
    expect(ben.modal()).toEqual(
      expect.arrayContaining([
        'Headline: Old things',
        'Topics I can help with: Cobol',
        "Cobol isn't used as a topic here any more. Choose another one.",
      ]),
    )
    await ben.choose('Topics I can help with', [])
    await ben.fill('Mentees at a time', '21')
    await ben.submit()
    expect(ben.modal()).toContain('Enter 20 or less.')
    await ben.fill('Mentees at a time', '')
    await ben.submit()
    expect(ben.modal()[1]).toMatch(/^\*Saved\.\*/)
    // Who has it keeps it.
    await ada.close()
    await ada.types('profile')
    expect(ada.modal()).toContain('Topics I can help with: Cobol')
    await ada.submit()
    expect(ada.modal()[1]).toMatch(/^\*Saved\.\*/)
  })

  it('is kept, and not listed, while its owner is paused', async () => {
    const { ada } = await scene()
    await ada.types('pause')
    await ada.types('profile')
    await ada.choose('In the directory', ['I mentor'])
    await ada.submit()
    expect(ada.modal()[1]).toBe("*Saved.* You aren't listed while you're paused.")
    expect(ada.home().profile[0]).toBe("*You aren't listed while you're paused.*")
    await ada.close()
    await ada.types('resume')
    expect(ada.home().profile[0]).toBe("*You're listed as a mentor*")
  })

  it('is said to be full while its owner has as many mentees as they want', async () => {
    const { ada, ben } = await scene()
    await ada.types('profile')
    await ada.choose('In the directory', ['I mentor'])
    await ada.fill('Mentees at a time', '1')
    await ada.submit()
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    expect(ada.home().profile[0]).toBe("*You're listed as a mentor*, as full at the moment")
  })

  it('is not listed while its owner is a guest', async () => {
    const { j, ada } = await scene()
    await ada.types('profile')
    await ada.choose('In the directory', ['I mentor'])
    await ada.submit()
    await j.slack.changeMember('@ada', { guest: 'multi-channel' })
    await ada.openHome()
    expect(ada.home().profile[0]).toBe("*You aren't listed, because you're a guest here.*")
  })
})

describe('who has no profile yet', () => {
  it('is asked once, below the first request that they ever send, and never again', async () => {
    const { ben } = await scene()
    await ben.types('offer @ada SQL?')
    expect(ben.told()).toEqual([
      "Sent to @ada. I'll message you when they respond.",
      'Others could find you as a mentor too.',
      '[Fill in your profile]',
    ])
    await ben.types('request @ada CSS?')
    expect(ben.told()).toHaveLength(1)
    await ben.clickEphemeral('Fill in your profile', {
      message: ben.member.ephemerals().at(0)?.ts ?? '',
    })
    expect(ben.modal()[0]).toBe('Your profile')
  })

  it('is asked in the form too, whose place the profile takes', async () => {
    const { ada } = await scene()
    await ada.types('request')
    await ada.choose('Who would you like to learn from?', '@ben')
    await ada.submit()
    expect(ada.modal().slice(1)).toEqual([
      "Sent to @ben. I'll message you when they respond.",
      'Mentors could find you too.',
      '[Fill in your profile]',
      '[Close]',
    ])
    await ada.clickModal('Fill in your profile')
    expect(ada.modal()[0]).toBe('Your profile')
    expect(ada.member.modals()).toHaveLength(1)
  })

  it('is not asked once they have one, listed or not', async () => {
    const { ada } = await scene()
    await ada.types('profile')
    await ada.submit()
    await ada.close()
    await ada.types('offer @ben')
    expect(ada.told()).toEqual(["Sent to @ben. I'll message you when they respond."])
  })
})

describe('the Home of a listed mentor', () => {
  it('shows up to three people they could help, others each day, and nobody else’s does', async () => {
    const seekers = Array.from({ length: 8 }, (_, n) => ({
      ...{ id: `U0SEEKER0${n}`, handle: `seeker${n}`, realName: `Seeker No. ${n}`, zone: 'Europe/Berlin' },
    }))
    const j = await journey({ members: [...people, ...seekers] })
    const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
    for (const { handle } of seekers) {
      await fillInProfile(actor(j, handle), { seeks: true, headline: 'New here', learns: ['Rust'] })
    }
    await fillInProfile(ada, { mentors: true })
    await fillInProfile(ben, { seeks: true })
    await ben.openHome()
    expect(ben.home().toHelp).toEqual([])
    const today = await onHome(ada)
    expect(today).toHaveLength(3)
    expect(await onHome(ada)).toEqual(today)
    expect(ada.home().toHelp.slice(1, 4)).toEqual(['[Offer to mentor]', 'New here', 'Rust'])
    j.clock.advance(DAY)
    expect(await onHome(ada)).not.toEqual(today)
    await ada.clickHome('Offer to mentor', { nth: 1 })
    const [first = ''] = await onHome(ada)
    expect(ada.modal()).toContain(`*To @${first}*`)
    await ada.close()
    await ada.types('pause')
    expect(await onHome(ada)).toEqual([])
  })
})

/** The handles of those whom somebody's Home says they could help. */
const onHome = async (mentor: ReturnType<typeof actor>) => {
  await mentor.openHome()
  return mentor.home().toHelp.flatMap((line) => /^\*@(\w+)\* · Berlin time$/.exec(line)?.[1] ?? [])
}
