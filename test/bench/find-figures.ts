import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { services } from '../../src/service/services.ts'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { clock } from './acts.ts'
import { databaseOfMentors } from './databases.ts'
import { interleaved, quantile } from './rounds.ts'
import { commonWord, mentorOf, rarerWord, seedMentors, topicName, WORKSPACE } from './seed-mentors.ts'
import { ms, type Report, times } from './table.ts'

const MENTORS = { many: 100_000, few: 1_000 }
const LOOKS = { page: 60, p99: 300, embedded: 100 }
const GOALS = { flat: 2, embedded: 300 }

/** What a reader looks for; each reader for something else. */
const searches: Readonly<Record<string, (reader: number) => string>> = {
  'for anybody': () => '',
  'for a topic': (reader) => topicName(reader),
  'by words, one with a slip': (reader) =>
    `${commonWord(reader)} and ${rarerWord(reader).replace('rarer', 'rarr')}`,
  'by a long text': (reader) =>
    `I would love to meet a mentor who knows ${commonWord(reader)}, and ${topicName(reader)} or ${topicName(reader + 1)}`,
}

/** A page of the directory where many are listed, compared with one where few are, and with the least a read can cost. */
export const findFigures = async (serverUrl: string, report: Report): Promise<void> => {
  const [many, few] = [
    await databaseOfMentors(serverUrl, MENTORS.many),
    await databaseOfMentors(serverUrl, MENTORS.few),
  ]
  const [big, small] = [pagesOf(many.knex), pagesOf(few.knex)]
  const sizes = `${MENTORS.many.toLocaleString('en')} listed ÷ of ${MENTORS.few.toLocaleString('en')}`
  for (const [name, words] of Object.entries(searches)) {
    const [ours = Number.NaN, baseline = Number.NaN] = await interleaved(
      () => big.took(LOOKS.page, 0.5, words),
      () => small.took(LOOKS.page, 0.5, words),
    )
    const ratio = ours / baseline
    report({
      ...{ figure: `a page of Find ${name}, of ${sizes}`, ours: ms(ours), baseline: ms(baseline) },
      ...{ ratio: times(ratio), goal: `≤ ${GOALS.flat}`, reached: ratio <= GOALS.flat },
    })
  }
  const [page = Number.NaN, byKey = Number.NaN] = await interleaved(
    () => big.took(LOOKS.p99, 0.99, searches['for a topic']),
    () => big.tookByKey(LOOKS.p99, 0.99),
  )
  report({
    figure: `the slowest hundredth of such pages, of ${MENTORS.many.toLocaleString('en')} ÷ of selects by primary key`,
    ...{ ours: ms(page), baseline: ms(byKey), ratio: times(page / byKey), goal: '–', reached: undefined },
  })
  await many.close()
  await few.close()
  await embeddedFigure(report)
}

/** Opening the modal. */
const embeddedFigure = async (report: Report) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mentorship-bench-'))
  const database = await openDatabase({ dataDir })
  await migrator(database.knex).up()
  await seedMentors(database.knex, MENTORS.few)
  const pages = pagesOf(database.knex)
  const first = await pages.took(1, 0.5, searches['for anybody'])
  const slow = await pages.took(LOOKS.embedded, 0.99, searches['for anybody'])
  report({
    figure: `Find opened on the embedded database, ${MENTORS.few.toLocaleString('en')} listed: the slowest hundredth`,
    ...{ ours: ms(slow), baseline: `the first: ${ms(first)}`, ratio: '–', goal: `< ${GOALS.embedded} ms` },
    reached: Math.max(first, slow) < GOALS.embedded,
  })
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
}

const pagesOf = (knex: Knex) => {
  const parts = { inWorkspace: inWorkspace(knex), clock, nextId: () => '', wake: () => {} }
  const { find } = services(parts, async () => 'unavailable')
  const took = async (looks: number, share: number, look: (reader: number) => Promise<unknown>) => {
    const each: number[] = []
    for (let reader = 0; reader < looks; reader += 1) {
      const began = performance.now()
      await look(reader)
      each.push(performance.now() - began)
    }
    return quantile(each, share)
  }
  const page = async (reader: number, words: string) => {
    const asked = { listedAs: 'mentor', topic: null, shown: [] } as const
    const found = await find({ workspace: WORKSPACE, actor: mentorOf(reader), words, ...asked })
    if (found.outcome !== 'found' || found.results.length < 5)
      throw new Error(`too few are found by “${words}”: ${JSON.stringify(found)}`)
  }
  return {
    took: (looks: number, share: number, words = (_reader: number) => '') =>
      took(looks, share, (reader) => page(reader, words(reader))),
    tookByKey: (looks: number, share: number) =>
      took(looks, share, (reader) =>
        inWorkspace(knex)(WORKSPACE, (tx) =>
          tx.rows('select name from members where workspace_id = :workspace and id = :id', {
            id: mentorOf(reader),
          }),
        ),
      ),
  }
}
