import { emptyProfile } from '../../../src/domain/directory/profile.ts'
import { type MemberId, memberId, topicId, workspaceId } from '../../../src/domain/ids.ts'
import type { Services } from '../../../src/service/services.ts'

const workspace = workspaceId('T7')

/** Everything that is done with profiles and topics, by these members, and every kind of search. */
export const walkThroughDirectory = async (use: Services, members: readonly MemberId[]): Promise<void> => {
  for (const actor of members) {
    const profile = {
      ...{ ...emptyProfile, mentors: true, seeks: true, menteeLimit: 3 },
      ...{ headline: 'Compilers and queries', about: 'Ask me.' },
      ...{ helpsWith: [{ add: 'Public speaking' }], learns: [{ topic: topicId('topic6') }] },
      avoided: [memberId('U5')],
    }
    await use.saveProfile({ workspace, actor, profile })
    // With other words, and then without those.
    await use.saveProfile({ workspace, actor, profile: { ...profile, headline: 'Databases' } })
    await use.ownProfile({ workspace, actor })
  }
  const [actor = memberId('U3')] = members
  const organiser = memberId('U1')
  const shown = Array.from({ length: 20 }, (_, n) => memberId(`U${n}`))
  for (const listedAs of ['mentor', 'seeker'] as const) {
    const finding = { workspace, actor, listedAs, topic: null, shown: [] }
    for (const words of ['', 'public speaking', 'databasse', 'wor', 'word17 topic 7', 'nothing at all']) {
      await use.find({ ...finding, words })
      await use.find({ ...finding, words, shown })
    }
    await use.find({ ...finding, words: 'compilers', topic: topicId('topic150') })
  }
  for (const typed of ['', 'top', 'speaking', 'topix']) await use.topicOptions({ workspace, typed })
  const { topics } = await use.topicOptions({ workspace, typed: 'Public speaking' })
  for (const { id: topic } of topics.filter(({ name }) => name === 'Public speaking')) {
    await use.renameTopic({ workspace, actor: organiser, topic, name: 'Speaking in public' })
    await use.retireTopic({ workspace, actor: organiser, topic, isRetired: true })
    await use.mergeTopics({ workspace, actor: organiser, topic, into: topicId('topic6') })
  }
}
