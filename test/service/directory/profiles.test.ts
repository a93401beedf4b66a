import { describe, expect, it } from 'vitest'
import { emptyProfile, type SubmittedProfile } from '../../../src/domain/directory/profile.ts'
import { memberId, topicId } from '../../../src/domain/ids.ts'
import { submitted } from '../../support/submitted-profile.ts'
import { account } from '../../support/world.ts'
import { anna, ben, cleo } from '../scene.ts'
import { directory } from './listed.ts'

const named = (name: string) => ({ id: expect.any(String), name })

describe('a profile', () => {
  it('is empty until it is saved, and then as it was saved', async () => {
    const { services, workspace } = await directory()
    const own = () => services.ownProfile({ workspace, actor: anna })
    expect(await own()).toEqual({ profile: emptyProfile, isSet: false, avoided: [] })
    const said = {
      ...{ mentors: true, seeks: true, headline: ' Queries ', about: 'Ask me.\nReally.' },
      ...{ menteeLimit: 3, takesSuggestions: false, avoided: [ben, anna, ben, memberId('UUNMET')] },
      ...{ helpsWith: ['SQL', 'Public  speaking'], learns: ['Rust', 'sql'] },
    }
    const saved = await services.saveProfile({ workspace, actor: anna, profile: submitted(said) })
    const profile = {
      ...{ mentors: true, seeks: true, headline: 'Queries', about: 'Ask me.\nReally.' },
      ...{ menteeLimit: 3, takesSuggestions: false },
      ...{ helpsWith: [named('SQL'), named('Public speaking')], learns: [named('Rust'), named('SQL')] },
    }
    expect(saved).toEqual({ outcome: 'saved', profile, keptOutBy: null })
    expect(await own()).toEqual({ profile, isSet: true, avoided: [ben, memberId('UUNMET')] })
  })

  it('draws its owner’s Home again, and nobody else’s', async () => {
    const { save, openHome, told } = await directory()
    await openHome(anna, ben)
    await told()
    await save(anna, { mentors: true, avoided: [ben] })
    expect(await told()).toEqual(['home UANNA'])
  })

  it.each<[string, Partial<SubmittedProfile>, object]>([
    [
      'a headline',
      { headline: 'x'.repeat(121) },
      { reason: 'profile_too_long', field: 'headline', limit: 120 },
    ],
    ['about', { about: 'x'.repeat(601) }, { reason: 'profile_too_long', field: 'about', limit: 600 }],
    [
      'the name of a topic',
      { learns: [{ add: 'x'.repeat(61) }] },
      { reason: 'profile_too_long', field: 'learns', limit: 60 },
    ],
    [
      'topics to help with',
      { helpsWith: Array.from({ length: 11 }, (_, n) => ({ add: `Topic ${n}` })) },
      { reason: 'too_many_topics', field: 'helpsWith', limit: 10 },
    ],
    [
      'topics to learn',
      { learns: Array.from({ length: 6 }, (_, n) => ({ add: `Topic ${n}` })) },
      { reason: 'too_many_topics', field: 'learns', limit: 5 },
    ],
    ['mentees', { menteeLimit: 21 }, { reason: 'no_mentee_limit', field: 'menteeLimit', min: 1, max: 20 }],
    [
      'half a mentee',
      { menteeLimit: 1.5 },
      { reason: 'no_mentee_limit', field: 'menteeLimit', min: 1, max: 20 },
    ],
    [
      'people to avoid',
      { avoided: Array.from({ length: 51 }, (_, n) => memberId(`U${n}`)) },
      { reason: 'too_many_avoided', field: 'avoided', limit: 50 },
    ],
  ])('is refused at its field with too much: %s', async (_, changes, refused) => {
    const { services, workspace } = await directory()
    const profile = { ...submitted({}), ...changes }
    expect(await services.saveProfile({ workspace, actor: anna, profile })).toEqual({
      outcome: 'refused',
      ...refused,
    })
    expect((await services.ownProfile({ workspace, actor: anna })).isSet).toBe(false)
  })

  it('is found by the name that Slack gives now', async () => {
    const { found, save, services, workspace } = await directory()
    await save(cleo, { mentors: true })
    const renamed = account('UCLEO', { name: 'cleopatra', fullName: 'Cleopatra of Egypt' })
    await services.learn({ workspace, account: renamed, seenAt: null })
    expect(await found(anna, 'egypt')).toEqual([cleo])
    expect(await found(anna, 'ucleo')).toEqual([])
  })

  it('leaves out a topic that no longer exists', async () => {
    const { services, workspace } = await directory()
    const profile = { ...submitted({}), helpsWith: [{ topic: topicId('gone') }, { add: '  ' }] }
    const saved = await services.saveProfile({ workspace, actor: anna, profile })
    expect(saved).toMatchObject({ outcome: 'saved', profile: { helpsWith: [] } })
  })
})
