import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { fillInProfile } from '../support/profile.ts'

const ON = 'If I hear nothing in 5 working days'
const OTHERS = 'Here are others who could help:'

/** Chandra asks Ada on a Monday; Ben and Dana help with CSS too, and Ada is a mentor like them. */
const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  await fillInProfile(ada, { mentors: true, headline: 'Forms', helpsWith: ['CSS'] })
  await fillInProfile(ben, { mentors: true, headline: 'Layouts', helpsWith: ['CSS', 'SQL'] })
  await fillInProfile(dana, { mentors: true, headline: 'CSS for print' })
  const start = j.clock.now()
  return {
    ...{ j, ada, ben, chandra, dana },
    /** To a moment after the start, and everything due by then is delivered. */
    passes: async (time: number) => {
      j.clock.set(start + time)
      await j.settle()
    },
    set: async (settings: object) => {
      const { knex } = await testDatabase()
      await knex('workspaces').where({ workspace_id: j.slack.state.team.id }).update({ settings })
    },
  }
}

const reroutes = (sender: Actor) => sender.messages().filter((lines) => lines.join('\n').includes(OTHERS))
/** Whom the newest of them names. */
const named = (sender: Actor) =>
  reroutes(sender)
    .at(-1)
    ?.flatMap((line) => /^\*@(\w+)\* · /.exec(line)?.[1] ?? []) ?? []

describe('a session request that nobody answers', () => {
  it('shows its sender others who could help, five working days later to the minute, and nobody else', async () => {
    const { ada, ben, chandra, dana, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    const before = chandra.messages()
    await passes(7 * DAY - MINUTE)
    expect(chandra.messages()).toEqual(before)
    const others = [ben, dana].map((one) => [one.messages(), one.home()])
    await passes(7 * DAY)
    expect(reroutes(chandra)).toEqual([
      [
        'You asked @ada for a session. Here are others who could help:',
        '*@ben* · New York time',
        'Next free {2026-12-01T14:00Z}, your time',
        'Layouts',
        'CSS · SQL',
        '[Request a session]',
        '[Book]',
        '*@dana* · Auckland time',
        'Next free {2026-11-30T22:00Z}, your time',
        'CSS for print',
        '[Request a session]',
        '[Book]',
        'Your request stays open.',
      ],
    ])
    expect([ben, dana].map((one) => [one.messages(), one.home()])).toEqual(others)
    expect(ada.messages().join()).not.toContain('others')
    // It is told once, and the request can still be accepted.
    await passes(15 * DAY)
    expect(reroutes(chandra)).toHaveLength(1)
    await ada.openHome()
    await ada.clickHome('Accept')
    expect(ada.modal()[0]).toBe('Book a session')
  })

  it('is answered by another in two presses', async () => {
    const { ben, chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await passes(7 * DAY)
    await chandra.click('Request a session', { nth: 0 })
    expect(chandra.modal()).toContain('*To @ben*')
    await chandra.submit()
    expect(ben.last()[0]).toContain('@chandra')
    await chandra.close()
    await chandra.click('Book', { nth: 1 })
    expect(chandra.modal().join('\n')).toContain('@dana')
  })

  it('shows the same at the same instant, whatever its receiver did or is', async () => {
    const kinds: Record<string, (s: Awaited<ReturnType<typeof scene>>) => Promise<unknown>> = {
      waits: async () => {},
      'is dismissed': ({ ada }) => ada.click('Dismiss', { message: 'last' }),
      'is for somebody who pauses': ({ ada }) => ada.types('pause'),
      'is for somebody who left': ({ j }) => j.slack.changeMember('@ada', { deactivated: true }),
    }
    const seen: unknown[] = []
    for (const happens of Object.values(kinds)) {
      const given = await scene()
      await given.chandra.types('request @ada How do I learn CSS?')
      await given.passes(DAY)
      await happens(given)
      await given.passes(7 * DAY - 1)
      const before = given.chandra.messages()
      await given.passes(7 * DAY)
      const { member, messages } = given.chandra
      expect(reroutes(given.chandra)).toHaveLength(1)
      seen.push([before, messages(), member.dm().at(-1)?.ts])
    }
    expect(seen).toEqual(seen.map(() => seen[0]))
  })

  it('shows nobody once it was accepted or withdrawn', async () => {
    const { ada, ben, chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await chandra.types('request @ben And SQL?')
    await ada.click('Accept')
    await ada.pick('Tuesday 24 November', '09:00')
    await ada.submit()
    await chandra.types('requests')
    await chandra.clickEphemeral('Withdraw', { nth: 0 })
    await passes(15 * DAY)
    expect([ada, ben, chandra].flatMap(reroutes)).toEqual([])
  })

  it('shares one message with others to the same receiver; what is sent after that gets its own', async () => {
    const { chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await passes(2 * DAY)
    await chandra.types('request @ada Or anything about SQL?')
    await passes(7 * DAY)
    expect(reroutes(chandra).map((lines) => lines.at(-1))).toEqual(['Your requests stay open.'])
    expect(named(chandra)).toEqual(['ben', 'dana'])
    await passes(9 * DAY)
    expect(reroutes(chandra)).toHaveLength(1)
    await chandra.types('request @ada Still there?')
    await passes(16 * DAY)
    expect(reroutes(chandra)).toHaveLength(2)
    await passes(25 * DAY)
    expect(reroutes(chandra)).toHaveLength(2)
  })

  it('gets one message though Slack’s answer to it was lost', async () => {
    const { j, chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await passes(2 * DAY)
    await chandra.types('request @ada Or anything about SQL?')
    await passes(7 * DAY - MINUTE)
    j.slack.faults.on({ method: 'chat.postMessage', kind: 'lost-reply', times: 1 })
    await passes(7 * DAY)
    await passes(7 * DAY + MINUTE)
    expect(reroutes(chandra)).toHaveLength(1)
    await passes(10 * DAY)
    expect(reroutes(chandra)).toHaveLength(1)
  })

  it('is followed by others for each receiver who was asked', async () => {
    const { chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await chandra.types('request @ben How do I learn CSS?')
    await passes(7 * DAY)
    expect(reroutes(chandra).map(([lead]) => lead)).toEqual([
      `You asked @ada for a session. ${OTHERS}`,
      `You asked @ben for a session. ${OTHERS}`,
    ])
    expect(named(chandra)).toEqual(['ada', 'dana'])
  })
})

describe('others who could help', () => {
  it('are asked for with a tick that is set, in a form for one session request alone', async () => {
    const { ada, chandra, passes } = await scene()
    await chandra.shortcut('request_session')
    expect(chandra.modal()).toContain(`${ON}: Show me others who could help`)
    await chandra.choose('Who would you like to learn from?', '@ada')
    await chandra.choose(ON, [])
    await chandra.submit()
    await chandra.close()
    await passes(8 * DAY)
    expect(reroutes(chandra)).toEqual([])

    await chandra.types('offer')
    expect(chandra.modal().join()).not.toContain(ON)
    await chandra.close()
    await chandra.types('request @ada @ben Who has time?')
    expect(chandra.modal().join()).not.toContain(ON)
    await chandra.close()
    await ada.types('offer @chandra Ask me about CSS')
    await chandra.click('Accept')
    await chandra.clickModal('Send a session request instead')
    expect(chandra.modal()[0]).toBe('Request a session')
    expect(chandra.modal().join()).not.toContain(ON)
    await chandra.submit()
    await passes(16 * DAY)
    expect(reroutes(chandra)).toEqual([])

    await chandra.types('request')
    await chandra.choose('Who would you like to learn from?', '@dana')
    await chandra.submit()
    await passes(23 * DAY)
    expect(reroutes(chandra)).toHaveLength(1)
  })

  it('come after as many working days as the workspace says, or never', async () => {
    const { chandra, passes, set } = await scene()
    await set({ others_after_days: 1 })
    await chandra.types('request')
    expect(chandra.modal().join()).toContain('If I hear nothing in 1 working day: ')
    await chandra.close()
    await chandra.types('request @ada CSS, please')
    await passes(DAY)
    expect(reroutes(chandra)).toHaveLength(1)
    await chandra.types('request @ben CSS, please')
    await set({ others_after_days: 0 })
    await chandra.types('request')
    expect(chandra.modal().join()).not.toContain('If I hear nothing')
    await chandra.close()
    await chandra.types('request @dana CSS, please')
    await passes(20 * DAY)
    expect(reroutes(chandra)).toHaveLength(1)
  })

  it('are anybody in the order of the directory if nobody matches, and nothing is said if nobody is listed', async () => {
    const { ada, ben, chandra, dana, passes } = await scene()
    await chandra.types('request @ada Xylophones!')
    await passes(7 * DAY)
    expect(named(chandra).toSorted()).toEqual(['ben', 'dana'])
    for (const one of [ada, ben, dana]) await fillInProfile(one, {})
    await ben.types('request @ada Xylophones?')
    await passes(14 * DAY)
    expect(reroutes(ben)).toEqual([])
  })

  it('are nobody whom the sender avoids or who avoids them, as things stand when they are shown', async () => {
    const { ben, chandra, dana, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await passes(DAY)
    await fillInProfile(ben, { mentors: true, helpsWith: ['CSS'], avoids: ['@chandra'] })
    await passes(7 * DAY)
    expect(named(chandra)).toEqual(['dana'])
    await chandra.types('request @ada And SQL?')
    await fillInProfile(chandra, { avoids: ['@dana'] })
    await fillInProfile(ben, { mentors: true, helpsWith: ['SQL'] })
    await passes(14 * DAY)
    expect(named(chandra)).toEqual(['ben'])
    expect(dana.messages().flat().join()).not.toContain('chandra')
  })

  it('come not at all if the app could not say so for a week', async () => {
    const { chandra, passes } = await scene()
    await chandra.types('request @ada How do I learn CSS?')
    await passes(14 * DAY)
    expect(reroutes(chandra)).toEqual([])
    await chandra.types('request @ben How do I learn CSS?')
    await passes(28 * DAY - MINUTE)
    expect(reroutes(chandra)).toHaveLength(1)
  })
})
