import type { Knex } from 'knex'
import { listingOf } from '../../src/domain/directory/listing.ts'
import { type MemberId, memberId, topicId, workspaceId } from '../../src/domain/ids.ts'
import { addWords } from '../../src/store/directory-words.ts'
import { listingsOf } from '../../src/store/listings.ts'
import { findMembers } from '../../src/store/members.ts'
import { findProfile } from '../../src/store/profiles.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { ownRows } from '../../src/store/sql/tx.ts'
import { addTopic } from '../../src/store/topic-changes.ts'
import { FIRST, NOW, names, workspaceName } from './dataset.ts'
import { bulk } from './seed.ts'

/** All in the first workspace: each mentor has two of twenty topics, a common word and a rarer one, and a name that a few share. */
export const seedMentors = async (knex: Knex, mentors: number): Promise<void> => {
  await bulk(knex, statements(mentors))
  await inWorkspace(knex)(WORKSPACE, async (tx) => {
    const write = tx.behind(ownRows)
    for (let t = 0; t < TOPICS; t += 1) addTopic(write, { id: topicId(`topic${t}`), name: topicName(t) })
    const rows = await tx.rows(
      `select distinct substr(term, 3) as word from listings where workspace_id = :workspace and term like 'w:%'`,
    )
    const words = rows.map(({ word }) => String(word))
    for (let at = 0; at < words.length; at += 500) addWords(write, words.slice(at, at + 500))
  })
  await asTheAppWould(knex, mentorOf(mentors - 1))
  await bulk(knex, [])
}

export const mentorOf = (m: number): MemberId => memberId(`${names.sender.prefix}${FIRST.member + m}`)
export const WORKSPACE = workspaceId(workspaceName(0))

const TOPICS = 20
const COMMON = 50
const RARER = 2_000
const NAMES = 5_000

/** Numbers written with letters: words with digits in them have no typing errors. */
const letters = (number: string) => `translate((${number})::text, '0123456789', 'abcdefghij')`
const lettersOf = (number: number) =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)))

export const topicName = (t: number): string => `Field ${lettersOf(100 + (t % TOPICS))}`
export const commonWord = (n: number): string => `common${lettersOf(100 + (n % COMMON))}`
export const rarerWord = (n: number): string => `rarer${lettersOf(10_000 + (n % RARER))}`

const now = `timestamptz '${new Date(NOW).toISOString()}'`
const member = `'${names.sender.prefix}' || (${FIRST.member} + m)`
const firstTopic = `'topic' || m % ${TOPICS / 2}`
const secondTopic = `'topic' || ${TOPICS / 2} + m / 10 % ${TOPICS / 2}`
const common = `'common' || ${letters(`100 + m % ${COMMON}`)}`
const rarer = `'rarer' || ${letters(`10000 + m % ${RARER}`)}`
const name = letters(`10000 + m % ${NAMES}`)

const statements = (mentors: number): string[] => {
  const all = `(select '${WORKSPACE}' as workspace, ${member} as id, m from generate_series(0, ${mentors - 1}) m) mentors`
  const terms = [
    `''`,
    ...[`'mentor'`, name, `'knows'`, `'and'`, common, rarer].map((word) => `'w:' || ${word}`),
    ...[firstTopic, secondTopic].map((topic) => `'t:' || ${topic}`),
  ]
  return [
    /* sql */ `insert into workspaces (workspace_id, name, installed_at) values ('${WORKSPACE}', 'Mentors', ${now})`,
    /* sql */ `insert into members (workspace_id, id, name, zone, fetched_at)
      select workspace, id, 'Mentor ' || ${name}, (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])[m % 4 + 1], ${now}
      from ${all}`,
    /* sql */ `insert into profiles
        (workspace_id, member_id, mentors, seeks, headline, about, takes_suggestions, updated_at)
      select workspace, id, true, false, 'Knows ' || ${common} || ' and ' || ${rarer}, '', true, ${now} from ${all}`,
    ...[firstTopic, secondTopic].map(
      (topic, place) => /* sql */ `insert into profile_topics (workspace_id, member_id, side, topic_id, place)
      select workspace, id, 'helps', ${topic}, ${place} from ${all}`,
    ),
    ...terms.map(
      (term) => /* sql */ `insert into listings (workspace_id, listed_as, term, member_id)
      select workspace, 'mentor', ${term} as term, id from ${all} order by term, hashtext(id)`,
    ),
  ]
}

/** Throws unless the rows are those that the app writes for such a profile. */
const asTheAppWould = (knex: Knex, id: MemberId) =>
  inWorkspace(knex)(WORKSPACE, async (tx) => {
    const [members, { profile }, listed] = await Promise.all([
      findMembers(tx, [id]),
      findProfile(tx, id),
      listingsOf(tx, id),
    ])
    const known = members.get(id)
    const wanted = known ? listingOf(profile, known).terms.mentor : []
    const made = listed.map(({ term }) => term)
    if (wanted.toSorted().join() !== made.toSorted().join())
      throw new Error(`listed by ${made}, not by ${wanted}`)
  })
