import { beforeAll, describe, expect, it } from 'vitest'
import { type MemberId, memberId } from '../../../src/domain/ids.ts'
import { anna, ben, dora } from '../scene.ts'
import { directory } from './listed.ts'
import { people } from './people.ts'

/** Typed, and who must come first, in any order; `|`: one of these, who match equally well; `—`: nobody is found. */
const queries: readonly [typed: string, first: string][] = [
  // Topics and their spellings.
  ['Public speaking', 'UADA UGRACE'],
  ['public-speaking', 'UADA UGRACE'],
  ['  PUBLIC   SPEAKING ', 'UADA UGRACE'],
  ['speaking', 'UADA UGRACE'],
  ['speak', 'UADA UGRACE'],
  ['Node JS', 'UJAMES'],
  ['node-js', 'UJAMES'],
  ['nodejs', 'UJAMES'],
  ['NODE.JS', 'UJAMES'],
  ['node', 'UJAMES'],
  ['C', 'UDENNIS'],
  ['c++', 'UBJARNE'],
  ['C ++', 'UBJARNE'],
  ['c#', 'UANDERS'],
  ['java', 'UBARBARA'],
  ['web 2.0', 'UWEB'],
  ['http/3', 'UWEB'],
  ['growth hacking', 'UPERCENT'],
  ['r&d', 'UPERCENT'],
  ['mathematics machine learning', 'UALAN'],
  ['Machine Learning, Mathematics', 'UALAN'],
  // Synonyms: those topics were merged.
  ['js', 'UJAMES'],
  ['ecmascript', 'UJAMES'],
  ['k8s', 'UKUBER'],
  ['rhetoric', 'UADA UGRACE'],
  ['rhetorics', 'UADA UGRACE'],
  // Typing errors.
  ['kubernetis', 'UKUBER'],
  ['kubernets', 'UKUBER'],
  ['kubernettes', 'UKUBER'],
  ['negotation', 'UKATHERINE UNEGOTIATOR'],
  ['pyhton', 'UGUIDO'],
  ['pythno', 'UGUIDO'],
  ['jvaascript', 'UJAMES'],
  ['compliers', 'UGRACE'],
  ['pubilc speaking', 'UADA UGRACE'],
  ['distribted systms', 'UBARBARA UKUBER'],
  ['Dikstra', 'UEDSGER'],
  // Names, in full and in part.
  ['grace', 'UGRACE'],
  ['Hopper', 'UGRACE'],
  ['hopper grace', 'UGRACE'],
  ['stroust', 'UBJARNE'],
  ["o'brien", 'UOBRIEN'],
  ['obrien', 'UOBRIEN'],
  ['Guido van', 'UGUIDO'],
  // What they say of themselves: a rare word is worth more than one that many use.
  ['moon', 'UMARGARET'],
  ['browser', 'UJAMES'],
  ['less code', 'UEDSGER'],
  ['I need help with compilers and the moon please', 'UGRACE'],
  // Accents.
  ['jose', 'UJOSE'],
  ['Alvarez', 'UJOSE'],
  ['cafe', 'UJOSE'],
  ['café', 'UJOSE'],
  ['strassenkarten', 'UZOE'],
  ['muller', 'UZOE'],
  ['soren kierkegard', 'USOREN'],
  ['lukasz zolc', 'ULUKASZ'],
  ['елкин', 'UIVAN'],
  ['отчеты', 'UIVAN'],
  // Scripts without spaces, and others.
  ['機械学習', 'UYUKI'],
  ['データ', 'UYUKI'],
  ['数据库', 'ULI'],
  ['优化', 'ULI'],
  ['化', 'ULI'],
  ['การเรียนรู้', 'USOMCHAI'],
  ['데이터', 'UMIN'],
  ['تعلم الآلة', 'UNOUR'],
  ['базы данных', 'UIVAN'],
  // Emoji.
  ['🚀', 'UROCKET'],
  ['🇩🇪', 'UGERMAN'],
  // Signs that are not searched for, and what looks like SQL or a pattern.
  ['"public speaking"', 'UADA UGRACE'],
  ['100%', 'UPERCENT'],
  ["moon' or 1=1 --", 'UMARGARET|USOREN'],
  ['moon; drop table listings', 'UMARGARET'],
  ['%', '—'],
  ['_', '—'],
  ['?', '—'],
  [':workspace', '—'],
  ['\\', '—'],
  ['qqqqqq', '—'],
  ['xy', '—'],
  // Long texts: topics are heard in all of it, and otherwise the words that say most.
  [`${'so '.repeat(400)}I would love to get better at public speaking`, 'UADA UGRACE'],
  [`${'word salad '.repeat(80)} Kubernetes`, 'UKUBER'],
  ['x'.repeat(1500), '—'],
  ['字'.repeat(1500), '—'],
]

describe('a search', () => {
  let found: (actor: MemberId, words: string) => Promise<string[]>
  beforeAll(async () => {
    const here = await directory(people)
    const { services, workspace, topic, save } = here
    await save(ben, { helpsWith: ['JS', 'ECMAScript', 'K8s', 'Rhetoric'] })
    const merge = async (name: string, into: string) =>
      services.mergeTopics({ workspace, actor: dora, topic: await topic(name), into: await topic(into) })
    await merge('ECMAScript', 'JS')
    await merge('JS', 'JavaScript')
    await merge('K8s', 'Kubernetes')
    await merge('Rhetoric', 'Public speaking')
    found = here.found
  })

  const titled = queries.map(([typed, first]) => [typed.slice(-60), first, typed] as const)

  it.each(titled)('for “%s” finds first: %s', async (_, first, typed) => {
    const ids = await found(anna, typed)
    if (first === '—') return expect(ids).toEqual([])
    if (first.includes('|')) return expect(first.split('|')).toContain(ids[0])
    const wanted = first.split(' ')
    expect(ids.slice(0, wanted.length).sort()).toEqual(wanted)
  })

  it('forgets words that nobody uses any more', async () => {
    const { found, save, rows } = await directory({ UADA: { mentors: true, headline: 'Zymurgy' } })
    const words = () => rows('select word from directory_words where workspace_id = :workspace')
    const slips = () => rows('select slip from directory_slips where workspace_id = :workspace')
    expect(await found(anna, 'zymurgy')).toEqual(['UADA'])
    await save(memberId('UADA'), { mentors: true, headline: 'Brewing' })
    expect(await found(anna, 'zymurgy')).toEqual([])
    expect((await words()).map(({ word }) => word).sort()).toEqual(['brewing', 'uada'])
    await save(memberId('UADA'), {})
    expect(await found(anna, '')).toEqual([])
    expect([await words(), await slips()]).toEqual([[], []])
  })
})
