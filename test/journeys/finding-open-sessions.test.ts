import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time/time.ts'
import { type Actor, actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { mentorOf, topicsOf, WEDNESDAY_14 } from '../support/host.ts'
import { fillInProfile } from '../support/profile.ts'

const scene = async () => {
  const j = await journey()
  const [ada, ben, chandra, dana] = [actor(j, 'ada'), actor(j, 'ben'), actor(j, 'chandra'), actor(j, 'dana')]
  for (const member of [ada, ben, chandra, dana]) await member.openHome()
  return { j, ada, ben, chandra, dana, mentor: await mentorOf(j, ada), other: await mentorOf(j, dana) }
}

/** The titles in the open list, in its order. */
const titles = (member: Actor) => {
  const lines = member.modal()
  return lines.flatMap((_, n) => (/^\*\{.*\}\* · @/.test(lines[n + 1] ?? '') ? [lines[n] ?? ''] : []))
}

const later = (days: number) => ({ startsAt: WEDNESDAY_14 + days * DAY })

describe('open sessions', () => {
  it('are listed soonest first, six a page, there and back', async () => {
    const { ben, mentor, other } = await scene()
    for (let n = 8; n >= 1; n -= 1) await mentor.host({ title: `No. ${n}`, ...later(n) })
    await other.host({ title: 'No. 0' })
    await ben.clickHome('Open sessions')
    const first = ['No. 0', 'No. 1', 'No. 2', 'No. 3', 'No. 4', 'No. 5']
    expect(titles(ben)).toEqual(first)
    await ben.clickModal('Later')
    expect(titles(ben)).toEqual(['No. 6', 'No. 7', 'No. 8'])
    await ben.clickModal('Join', { nth: 0 })
    // Joining there stays there.
    expect(titles(ben)).toEqual(['No. 6', 'No. 7', 'No. 8'])
    expect(ben.modal()[1]).toContain('You have a seat')
    await ben.clickModal('Earlier')
    expect(titles(ben)).toEqual(first)
  })

  it('show the three soonest on Home that one could join, and all of them with a press', async () => {
    const { ben, mentor } = await scene()
    for (let n = 4; n >= 1; n -= 1) await mentor.host({ title: `No. ${n}`, ...later(n) })
    await ben.openHome()
    expect(ben.home().open.filter((line) => line.startsWith('No.'))).toEqual(['No. 1', 'No. 2', 'No. 3'])
    await ben.clickHome('Join', { nth: 0 })
    await ben.close()
    expect(ben.home().open.filter((line) => line.startsWith('No.'))).toEqual(['No. 2', 'No. 3', 'No. 4'])
    expect(ben.home().open).not.toContain('[Show all]')
    await mentor.host({ title: 'No. 5', ...later(5) })
    await ben.openHome()
    await ben.clickHome('Show all')
    expect(titles(ben)).toEqual(['No. 1', 'No. 2', 'No. 3', 'No. 4', 'No. 5'])
  })

  it('are filtered by topic, and shown all again; an empty list says what to do', async () => {
    const { j, ada, ben, mentor } = await scene()
    await ben.clickHome('Open sessions')
    expect(ben.modal().slice(2)).toEqual([
      '*There is no open session right now.* Mentors set them up ahead, and anyone can be the first: press Host an open session.',
      ...['[Host an open session]', '[Close]'],
    ])
    await ben.close()
    await fillInProfile(ada, { mentors: true, helpsWith: ['SQL', 'CSS', 'Rust'] })
    const [sql, css] = [await topicsOf(j, 'SQL'), await topicsOf(j, 'CSS')]
    await mentor.host({ title: 'Plans', topics: sql, ...later(1) })
    await mentor.host({ title: 'Grids', topics: css, ...later(2) })
    await ben.clickHome('Open sessions')
    expect(ben.modal()).toEqual(expect.arrayContaining(['SQL', 'CSS']))
    await ben.choose('open_sessions.topic', 'CSS')
    expect(titles(ben)).toEqual(['Grids'])
    await ben.clickModal('Join')
    expect(titles(ben)).toEqual(['Grids'])
    await ben.choose('open_sessions.topic', 'Rust')
    expect(ben.modal()).toContain(
      '*No open session on this topic right now.* Choose another topic, or show all.',
    )
    await ben.clickModal('Show all')
    expect(titles(ben)).toEqual(['Plans', 'Grids'])
  })

  it('lead on from Find: all of them, or those of one mentor, above the search', async () => {
    const { ada, ben, mentor, other } = await scene()
    await fillInProfile(ada, { mentors: true, headline: 'Plans' })
    await mentor.host({ title: 'One', ...later(1) })
    await mentor.host({ title: 'Two', ...later(2) })
    await mentor.host({ title: 'For others', audience: 'invited', ...later(3) })
    await other.host({ title: 'Of somebody else' })
    await ben.types('find plans')
    await ben.clickModal('2 open sessions')
    expect(ben.modal()[1]).toBe('*Open sessions of @ada*')
    expect(titles(ben)).toEqual(['One', 'Two'])
    await ben.clickModal('Show all')
    expect(titles(ben)).toEqual(['Of somebody else', 'One', 'Two'])
    await ben.close()
    expect(ben.modal()[0]).toBe('Find a mentor')
    await ben.clickModal('Open sessions')
    expect(titles(ben)).toEqual(['Of somebody else', 'One', 'Two'])
  })

  it('of somebody avoided are not shown, to neither of the two', async () => {
    const { ada, ben, dana, mentor, other } = await scene()
    await mentor.host()
    await other.host({ title: 'Of somebody else', ...later(1) })
    await fillInProfile(ben, { avoids: ['@ada'] })
    await fillInProfile(dana, { avoids: ['@ben'] })
    await ben.openHome()
    expect(ben.home().open).toEqual([])
    await ben.clickHome('Open sessions')
    expect(titles(ben)).toEqual([])
    await ada.clickHome('Open sessions')
    expect(titles(ada)).toEqual(['Of somebody else'])
  })
})
