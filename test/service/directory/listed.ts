import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import type { Finding, Found } from '../../../src/service/directory/find.ts'
import type { Account } from '../../../src/store/members.ts'
import { type SaidProfile, submitted } from '../../support/submitted-profile.ts'
import { account } from '../../support/world.ts'
import { scene } from '../scene.ts'

/** What a test says of somebody's profile, and Slack of their account. */
export type Said = SaidProfile & { slack?: Partial<Account> }

/** A workspace in which these people have these profiles, and Anna, Ben, Cleo and Dora look around. */
export const directory = async (people: Readonly<Record<string, Said>> = {}) => {
  const here = await scene(Object.entries(people).map(([id, { slack }]) => account(id, slack)))
  const { services, workspace } = here
  const save = async (member: MemberId, { slack: _, ...said }: Said) => {
    const saved = await services.saveProfile({ workspace, actor: member, profile: submitted(said) })
    if (saved.outcome === 'refused') throw new Error(JSON.stringify(saved))
    return saved.profile
  }
  for (const [id, said] of Object.entries(people)) await save(memberId(id), said)

  const page = async (actor: MemberId, finding: Partial<Finding> = {}): Promise<Found> => {
    const found = await services.find({
      ...{ workspace, actor, listedAs: 'mentor', words: '', topic: null, shown: [] },
      ...finding,
    })
    if (found.outcome === 'refused') throw new Error(JSON.stringify(found))
    return found
  }
  const ids = ({ results }: Found) => results.map(({ member }) => String(member.id))
  return {
    ...here,
    save,
    page,
    /** The ids on a page. */
    found: async (actor: MemberId, words: string, finding: Partial<Finding> = {}) =>
      ids(await page(actor, { words, ...finding })),
    /** The ids on all pages, one after another. */
    all: async (actor: MemberId, finding: Partial<Finding> = {}) => {
      const shown: MemberId[] = []
      for (;;) {
        const found = await page(actor, { ...finding, shown })
        shown.push(...found.results.map(({ member }) => member.id))
        if (!found.hasMore) return shown
      }
    },
    topic: async (name: string) => {
      const { topics } = await services.topicOptions({ workspace, typed: name })
      const topic = topics.find((one) => one.name === name)
      if (!topic) throw new Error(`no topic ${name}`)
      return topic.id
    },
  }
}
