import { describe, expect, it } from 'vitest'
import { type Actor, actor } from '../support/actor.ts'
import { journey, people } from '../support/app.ts'
import { fillInProfile } from '../support/profile.ts'

const scene = async (members = people) => {
  const j = await journey({ members })
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  return { j, ada, ben, chandra, dana }
}

/** The handles of those whom the open directory shows, in their order. */
const found = (reader: Actor) => reader.modal().flatMap((line) => /^\*@(\w+)\* · /.exec(line)?.[1] ?? [])

const toOpenSessions = [
  'There are *open sessions* too, where a mentor meets several people at once.',
  '[Open sessions]',
]

/** What stands below the search in the open directory. */
const page = (reader: Actor) => {
  const lines = reader.modal()
  return lines.slice(lines.indexOf('[Open sessions]') + 1, -2)
}

describe('the directory', () => {
  it('is searched by command: who helps with it, their time, when they are free, and what to press', async () => {
    const { ada, ben } = await scene()
    await fillInProfile(ada, {
      mentors: true,
      headline: 'Forms that everybody can use',
      about: 'Ten years of front ends.',
      helpsWith: ['CSS', 'Accessibility'],
    })
    await ben.types('find accessibilty')
    expect(ben.modal()).toEqual([
      'Find a mentor',
      'What, or who?: accessibilty',
      'Topic:',
      ...toOpenSessions,
      '*@ada* · 11:00 now, Berlin time',
      'Next free {2026-11-24T08:00Z}, your time',
      'Forms that everybody can use',
      'Accessibility · CSS',
      'Ten years of front ends.',
      '[Request a session]',
      '[Book]',
      '[Suggest to somebody]',
      '[Search]',
      '[Close]',
    ])
    // The topic that matches stands out.
    expect(JSON.stringify(ben.member.modal()?.blocks)).toContain(
      '"text":"Accessibility","style":{"bold":true}',
    )
    expect(JSON.stringify(ben.member.modal()?.blocks)).not.toContain('"text":"CSS","style"')
  })

  it('is opened from Home, from help and by shortcut, and searched by Enter, by topic and by the button', async () => {
    const { ada, ben, chandra } = await scene()
    await fillInProfile(ada, { mentors: true, headline: 'Forms', helpsWith: ['CSS'] })
    await fillInProfile(ben, { mentors: true, headline: 'Queries', helpsWith: ['SQL'] })
    await chandra.shortcut('find_mentor')
    expect(found(chandra).toSorted()).toEqual(['ada', 'ben'])
    await chandra.close()
    await chandra.types('help')
    await chandra.clickEphemeral('Find a mentor')
    expect(found(chandra).toSorted()).toEqual(['ada', 'ben'])
    await chandra.close()
    await chandra.openHome()
    await chandra.clickHome('Find a mentor')
    expect(found(chandra).toSorted()).toEqual(['ada', 'ben'])

    await chandra.fill('What, or who?', 'forms', { enter: true })
    expect(found(chandra)).toEqual(['ada'])
    await chandra.fill('What, or who?', '')
    await chandra.choose('Topic', 'SQL')
    expect(found(chandra)).toEqual(['ben'])
    expect(chandra.modal()).toContain('Topic: SQL')
    await chandra.choose('Topic', null)
    await chandra.fill('What, or who?', 'css')
    await chandra.submit()
    expect(found(chandra)).toEqual(['ada'])
    await chandra.fill('What, or who?', 'zither', { enter: true })
    expect(page(chandra)).toEqual(['*No matches.* Try another word for it, fewer words, or no topic.'])
    await chandra.fill('What, or who?', 'york', { enter: true })
    expect(found(chandra)).toEqual(['ben'])
  })

  it('keeps the search below the form in which a session is requested or booked', async () => {
    const { ada, ben } = await scene()
    await fillInProfile(ada, { mentors: true, headline: 'Forms' })
    await ada.openHome()
    await ben.types('find forms')
    await ben.clickModal('Request a session')
    expect(ben.modal()).toEqual(expect.arrayContaining(['Request a session', '*To @ada*']))
    await ben.fill('Message', 'May I ask about labels?')
    await ben.submit()
    await ben.close()
    expect(ada.last()).toEqual(
      expect.arrayContaining(['*@ben would like a session with you*', 'May I ask about labels?']),
    )
    expect(ben.modal()[0]).toBe('Find a mentor')
    expect(found(ben)).toEqual(['ada'])
    await ben.clickModal('Book')
    expect(ben.modal()).toContain("*@ada is the mentor* and you're the mentee.")
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await ben.close()
    expect(ada.last()[0]).toBe('*@ben booked a session with you*')
    expect(found(ben)).toEqual(['ada'])
  })

  it('keeps it below a suggestion to somebody else too', async () => {
    const { ada, ben, chandra } = await scene()
    await fillInProfile(ada, { mentors: true, headline: 'Forms' })
    await ben.types('find forms')
    await ben.clickModal('Suggest to somebody')
    await ben.choose('mentee', '@chandra')
    await ben.submit()
    await ben.close()
    expect(chandra.last().join()).toContain('@ben suggests @ada')
    expect(found(ben)).toEqual(['ada'])
  })

  it('says why somebody who paused meanwhile cannot be booked, and keeps the search', async () => {
    const { ada, ben } = await scene()
    await fillInProfile(ada, { mentors: true })
    await ben.types('find')
    await ada.types('pause')
    await ben.clickModal('Book')
    expect(ben.modal()).toEqual([
      'Book a session',
      "They're not taking new requests right now. Try again later, or pick someone else.",
      '[Close]',
    ])
    await ben.close()
    expect(found(ben)).toEqual(['ada'])
    await ben.submit()
    expect(found(ben)).toEqual([])
  })

  it('says who is full and who has no time, and refuses nothing for it', async () => {
    const { ada, ben, chandra } = await scene()
    await fillInProfile(ada, { mentors: true, mentees: '1' })
    await ben.types('book @ada')
    await ben.pick('Tuesday 24 November', '09:00')
    await ben.submit()
    await fillInProfile(ben, { mentors: true })
    await ben.types('availability')
    await ben.fill('Days off', '23 Nov – 18 Dec')
    await ben.submit()
    await chandra.types('find')
    expect(page(chandra).filter((line) => !line.startsWith('['))).toEqual([
      '*@ben* · 05:00 now, New York time',
      'No free time in the next 10 working days',
      '*@ada* · 11:00 now, Berlin time',
      'Full at the moment · next free {2026-11-24T08:00Z}, your time',
    ])
    await chandra.clickModal('Request a session', { nth: 1 })
    await chandra.submit()
    expect(chandra.modal()[1]).toMatch(/^Sent to @ada\./)
  })

  it('shows five people a page, the next ones on demand, and the first ones again', async () => {
    const more = Array.from({ length: 12 }, (_, n) => ({
      ...{ id: `U0MENTOR${String(n).padStart(2, '0')}`, handle: `mentor${n}`, realName: `Mentor No. ${n}` },
      zone: 'Europe/Berlin',
    }))
    const { j, ada } = await scene([...people, ...more])
    for (const { handle } of more)
      await fillInProfile(actor(j, handle), { mentors: true, headline: 'Queries' })
    await ada.types('find queries')
    const first = found(ada)
    expect(first).toHaveLength(5)
    expect(ada.modal()).toContain('[More]')
    await ada.clickModal('More')
    const second = found(ada)
    expect(page(ada)[0]).toBe('6–10, the best matches first')
    await ada.clickModal('More')
    const third = found(ada)
    expect(page(ada)[0]).toBe('11–12, the best matches first')
    expect(new Set([...first, ...second, ...third]).size).toBe(12)
    expect(ada.modal()).not.toContain('[More]')
    await ada.clickModal('Back to the first')
    expect(found(ada)).toEqual(first)
    // Words typed meanwhile do not change which search goes on, until they are searched for.
    await ada.fill('What, or who?', 'zither')
    await ada.clickModal('More')
    expect(found(ada)).toEqual(second)
    await ada.submit()
    expect(found(ada)).toEqual([])
  })

  it('with nobody in it says so, and offers to fill in one’s own profile', async () => {
    const { ada, ben } = await scene()
    await ada.types('find')
    expect(page(ada)).toEqual([
      '*Nobody else is listed as a mentor yet.* Mentors show up here once they say in their profile that they mentor.',
      '[Fill in your own profile]',
    ])
    await ada.clickModal('Fill in your own profile')
    await ada.choose('In the directory', ['I mentor'])
    await ada.submit()
    await ada.close()
    expect(ada.modal()[0]).toBe('Find a mentor')
    await ada.submit()
    // Who is listed already is not asked to be.
    expect(ada.modal()).toContain('Show: Mentors')
    expect(page(ada)).toEqual([
      '*Nobody else is listed as a mentor yet.* Mentors show up here once they say in their profile that they mentor.',
    ])
    await ben.types('find')
    expect(found(ben)).toEqual(['ada'])
  })
})

describe('people looking for a mentor', () => {
  it('are shown to listed mentors only, who can offer', async () => {
    const { ada, ben, chandra } = await scene()
    await fillInProfile(ada, { mentors: true, helpsWith: ['CSS'] })
    await fillInProfile(ben, { seeks: true, headline: 'New to front ends', learns: ['Rust', 'CSS'] })
    await chandra.types('find')
    expect(chandra.modal()).not.toContain('Show: Mentors')
    expect(found(chandra)).toEqual(['ada'])
    await ada.types('find')
    expect(found(ada)).toEqual([])
    await ada.choose('Show', 'People looking for a mentor')
    expect(page(ada)).toEqual([
      '*@ben* · 05:00 now, New York time',
      'New to front ends',
      'CSS · Rust',
      '[Offer to mentor]',
      '[Suggest to somebody]',
    ])
    await ada.clickModal('Offer to mentor')
    await ada.submit()
    expect(ben.last()[0]).toBe('*@ada offers to mentor you*')
    await ada.close()
    expect(found(ada)).toEqual(['ben'])
    // Who has just stopped mentoring is told how to see them again.
    await fillInProfile(ben, {})
    await ada.types('pause')
    await ada.submit()
    expect(ada.modal()).toContain(
      'People looking for a mentor are shown to listed mentors. Say that you mentor in your profile to see them.',
    )
  })
})

describe('nobody finds', () => {
  it('somebody who would rather not be matched with them, nor the other way round', async () => {
    const { ada, ben, chandra } = await scene()
    await fillInProfile(ada, { mentors: true, seeks: true, avoids: ['@ben'] })
    await fillInProfile(ben, { mentors: true, seeks: true })
    for (const [reader, other] of [
      [ada, ben],
      [ben, ada],
    ] as const) {
      await reader.types('find')
      expect(found(reader)).toEqual([])
      expect(page(reader)).toContain(
        '*Nobody else is listed as a mentor yet.* Mentors show up here once they say in their profile that they mentor.',
      )
      await reader.choose('Show', 'People looking for a mentor')
      expect(found(reader)).toEqual([])
      await reader.close()
      // Whom they avoid they can still be asked by, so that nobody finds out.
      await reader.types(`request @${other.member.handle}`)
      expect(reader.told()[0]).toMatch(/^Sent to /)
    }
    await chandra.types('find')
    expect(found(chandra).toSorted()).toEqual(['ada', 'ben'])
  })

  it('who paused, left or became a guest; and a guest finds nobody', async () => {
    const { j, ada, ben, chandra, dana } = await scene()
    for (const mentor of [ada, ben, chandra]) await fillInProfile(mentor, { mentors: true })
    await dana.types('find')
    expect(found(dana).toSorted()).toEqual(['ada', 'ben', 'chandra'])
    await ada.types('pause')
    await j.slack.changeMember('@ben', { deactivated: true })
    await j.slack.changeMember('@chandra', { guest: 'multi-channel' })
    await dana.submit()
    expect(found(dana)).toEqual([])
    await chandra.types('find')
    expect(chandra.told()).toEqual([
      "You're a guest here, and mentoring is for full members. Ask an admin of this workspace.",
    ])
  })
})
