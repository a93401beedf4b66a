import { wordTerm } from '../domain/directory/listing.ts'
import { isBeginning, slipsOf, slipsTyped } from '../domain/directory/words.ts'
import { insertRows } from './sql/insert-rows.ts'
import { integer, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Of the words that one typed is taken for. */
const MOST_LONGER = 7
const MOST_SLIPS = 8

/** Greater than anything with the same beginning. */
const LAST = '\u{10ffff}'

/** How near a known word is to one that was typed: the same, one that it begins, or one that differs by a slip. */
export type Nearness = 'same' | 'longer' | 'slip'
const NEARNESS: readonly Nearness[] = ['same', 'longer', 'slip']

export type Alike = { typed: string; word: string; nearness: Nearness }

/** The known words that the typed ones may stand for: a few of each, found by ranges of keys alone. */
export const wordsAlike = async (tx: Tx, typed: readonly string[]): Promise<readonly Alike[]> => {
  const beginnings = typed.filter(isBeginning)
  const slips = typed.flatMap((word) => slipsTyped(word).map((slip) => ({ word, slip })))
  const rows = await tx.rows(
    /* sql */ `
    select w.word as typed, w.word, 0 as nearness from directory_words w
    where w.workspace_id = :workspace and w.word = any(:typed)
    union all
    select b.typed, longer.word, 1
    from unnest(cast(:beginnings as text[]), cast(:ends as text[])) b (typed, ends) cross join lateral (
      select w.word from directory_words w
      where w.workspace_id = :workspace and w.word > b.typed and w.word < b.ends order by w.word limit ${MOST_LONGER}) longer
    union all
    select s.typed, near.word, 2
    from unnest(cast(:slipped as text[]), cast(:slips as text[])) s (typed, slip) cross join lateral (
      select d.word from directory_slips d
      where d.workspace_id = :workspace and d.slip = s.slip order by d.word limit ${MOST_SLIPS}) near`,
    {
      typed,
      beginnings,
      ends: beginnings.map((word) => `${word}${LAST}`),
      slipped: slips.map(({ word }) => word),
      slips: slips.map(({ slip }) => slip),
    },
  )
  return rows.map((row) => ({
    typed: text(row, 'typed'),
    word: text(row, 'word'),
    nearness: NEARNESS[integer(row, 'nearness')] ?? 'slip',
  }))
}

/** Behind the workspace's lock, like everything that changes the words. */
export const addWords = (tx: LockedTx, words: readonly string[]): void => {
  const slips = words.flatMap((word) => slipsOf(word).map((slip) => ({ slip, word })))
  insertRows(
    tx,
    'directory_words',
    words.map((word) => ({ word })),
    'on conflict do nothing',
  )
  insertRows(tx, 'directory_slips', slips, 'on conflict do nothing')
}

/** Forgets those of the words by which neither a profile nor a topic is found any more: nothing typed outlives its use. */
export const dropUnused = async (tx: LockedTx, words: readonly string[]): Promise<void> => {
  const rows = await tx.rows(
    /* sql */ `
    select used.word from unnest(cast(:words as text[]), cast(:terms as text[])) used (word, term)
    where (select l.lot from listings l
        where l.workspace_id = :workspace and l.listed_as = 'mentor' and l.term = used.term limit 1) is null
      and (select l.lot from listings l
        where l.workspace_id = :workspace and l.listed_as = 'seeker' and l.term = used.term limit 1) is null
      and (select t.topic_id from topic_words t
        where t.workspace_id = :workspace and t.word = used.word limit 1) is null`,
    { words, terms: words.map(wordTerm) },
  )
  const unused = rows.map((row) => text(row, 'word'))
  if (unused.length === 0) return
  const slips = unused.flatMap((word) => slipsOf(word).map((slip) => ({ word, slip })))
  tx.write('delete from directory_words where workspace_id = :workspace and word = any(:unused)', { unused })
  tx.write(
    /* sql */ `
    /* Each looked up by its key: by two lists, Postgres may read every slip of the workspace. */
    delete from directory_slips where workspace_id = :workspace and ctid = any(array(
      select found.ctid from unnest(cast(:slips as text[]), cast(:of as text[])) gone (slip, word)
      cross join lateral (
        select d.ctid from directory_slips d
        where d.workspace_id = :workspace and d.slip = gone.slip and d.word = gone.word offset 0) found))`,
    { slips: slips.map(({ slip }) => slip), of: slips.map(({ word }) => word) },
  )
}
