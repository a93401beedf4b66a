import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import { submitted } from '../../support/submitted-profile.ts'
import { anna, ben, dora } from '../scene.ts'
import { directory } from './listed.ts'

const [grace, alan] = [memberId('UGRACE'), memberId('UALAN')]

const given = () =>
  directory({
    UGRACE: { mentors: true, helpsWith: ['JavaScript', 'Public speaking'] },
    UALAN: { mentors: true, seeks: true, helpsWith: ['JS', 'JavaScript'], learns: ['JS'] },
  })

type Here = Awaited<ReturnType<typeof given>>
const offered = async ({ services, workspace }: Here, typed: string) => {
  const { topics, add } = await services.topicOptions({ workspace, typed })
  return { topics: topics.map(({ name }) => name), add }
}
const topicsOf = async ({ services, workspace }: Here, actor: typeof anna) => {
  const { profile } = await services.ownProfile({ workspace, actor })
  return [profile.helpsWith, profile.learns].map((topics) => topics.map(({ name }) => name))
}

describe('the topics to choose from', () => {
  it('are all at first, then those that begin as was typed, those with such a word, and slips', async () => {
    const here = await given()
    expect(await offered(here, '')).toEqual({ topics: ['JavaScript', 'JS', 'Public speaking'], add: null })
    expect(await offered(here, 'java')).toEqual({ topics: ['JavaScript'], add: 'java' })
    expect(await offered(here, ' Speak ')).toEqual({ topics: ['Public speaking'], add: 'Speak' })
    expect(await offered(here, 'javascirpt')).toEqual({ topics: ['JavaScript'], add: 'javascirpt' })
    expect(await offered(here, 'nothing')).toEqual({ topics: [], add: 'nothing' })
  })

  it('end with what was typed, unless it is one of them in another spelling, or cannot be', async () => {
    const here = await given()
    expect((await offered(here, 'public-speaking')).add).toBe(null)
    expect((await offered(here, 'Public speakers')).add).toBe('Public speakers')
    expect((await offered(here, 'x'.repeat(61))).add).toBe(null)
    expect((await offered(here, '\u200b')).add).toBe(null)
  })
})

describe('a topic', () => {
  it('is one, however it is spelled', async () => {
    const here = await given()
    await here.save(anna, { helpsWith: ['java-script', 'Java Script', 'JAVASCRIPT'] })
    expect(await topicsOf(here, anna)).toEqual([['JavaScript'], []])
  })

  it('that is merged into another moves there with all its uses, and its name stays a synonym', async () => {
    const here = await given()
    const { services, workspace, topic, found, page } = here
    const [js, javascript] = [await topic('JS'), await topic('JavaScript')]
    expect(await services.mergeTopics({ workspace, actor: dora, topic: js, into: javascript })).toEqual({
      outcome: 'changed',
    })
    expect(await topicsOf(here, alan)).toEqual([['JavaScript'], ['JavaScript']])
    expect((await found(anna, 'js')).sort()).toEqual([alan, grace])
    expect(await found(grace, 'js', { listedAs: 'seeker' })).toEqual([alan])
    // Forms and menus from before still know it by its id.
    expect((await page(anna, { topic: js })).topic).toEqual({ id: javascript, name: 'JavaScript' })
    const profile = { ...submitted({}), helpsWith: [{ topic: js }, { add: 'js' }] }
    await services.saveProfile({ workspace, actor: anna, profile })
    expect(await topicsOf(here, anna)).toEqual([['JavaScript'], []])
    expect(await services.mergeTopics({ workspace, actor: dora, topic: js, into: javascript })).toEqual({
      outcome: 'unchanged',
    })
    // Who picked it in a form before is not taken to mean the other.
    const speaking = await topic('Public speaking')
    const stale = { workspace, actor: dora, topic: js }
    for (const done of [
      await services.mergeTopics({ ...stale, into: speaking }),
      await services.renameTopic({ ...stale, name: 'ECMAScript' }),
      await services.retireTopic({ ...stale, isRetired: true }),
    ])
      expect(done).toMatchObject({ outcome: 'refused', reason: 'not_found' })
    expect(await topicsOf(here, alan)).toEqual([['JavaScript'], ['JavaScript']])
    // And what was merged goes along when the other is merged too.
    await services.mergeTopics({ workspace, actor: dora, topic: javascript, into: speaking })
    expect((await page(anna, { topic: js })).topic?.id).toBe(speaking)
    expect((await found(anna, 'js')).sort()).toEqual([alan, grace])
  })

  it('is renamed, and still found by its former name; not to the name of another', async () => {
    const here = await given()
    const { services, workspace, topic, found } = here
    const speaking = await topic('Public speaking')
    const rename = (name: string) => services.renameTopic({ workspace, actor: dora, topic: speaking, name })
    expect(await rename('Rhetoric')).toEqual({ outcome: 'changed' })
    expect(await topicsOf(here, grace)).toEqual([['JavaScript', 'Rhetoric'], []])
    expect([await found(anna, 'rhetoric'), await found(anna, 'public speaking')]).toEqual([[grace], [grace]])
    expect(await rename('java script')).toEqual({
      outcome: 'refused',
      reason: 'topic_exists',
      name: 'JavaScript',
    })
    expect(await rename(' ')).toMatchObject({ outcome: 'refused' })
  })

  it('that is retired is no longer offered or added, but stays where it is', async () => {
    const here = await given()
    const { services, workspace, topic, found, save } = here
    const speaking = await topic('Public speaking')
    const retire = (isRetired: boolean) =>
      services.retireTopic({ workspace, actor: dora, topic: speaking, isRetired })
    expect(await retire(true)).toEqual({ outcome: 'changed' })
    expect(await offered(here, 'public speaking')).toEqual({ topics: [], add: null })
    expect(await found(anna, 'public speaking')).toEqual([grace])
    const profile = submitted({ helpsWith: ['Public speaking'] })
    expect(await services.saveProfile({ workspace, actor: ben, profile })).toEqual({
      ...{ outcome: 'refused', reason: 'topic_retired' },
      ...{ field: 'helpsWith', name: 'Public speaking' },
    })
    await save(grace, { mentors: true, helpsWith: ['Public speaking'] })
    expect(await topicsOf(here, grace)).toEqual([['Public speaking'], []])
    expect(await retire(false)).toEqual({ outcome: 'changed' })
    await save(ben, { helpsWith: ['Public speaking'] })
  })
})

describe('with nothing typed', () => {
  it('those come first who share a topic with the reader', async () => {
    const here = await given()
    await here.save(anna, { mentors: true, helpsWith: ['JS'], learns: ['Public speaking'] })
    expect(await here.found(anna, '')).toEqual([grace, alan])
    await here.save(ben, { seeks: true })
    expect(await here.found(anna, '', { listedAs: 'seeker' })).toEqual([alan, ben])
  })

  it('only those are found who have the chosen topic, first those who match the words', async () => {
    const here = await given()
    await here.save(anna, { mentors: true, headline: 'Speaking of JavaScript', helpsWith: ['JavaScript'] })
    const javascript = await here.topic('JavaScript')
    const found = await here.found(ben, 'speaking', { topic: javascript })
    expect(found).toEqual([grace, anna, alan])
    expect(await here.found(ben, 'speaking', { topic: await here.topic('Public speaking') })).toEqual([grace])
  })
})
