import type { Listing } from '../domain/directory/listing.ts'
import { type ListedAs, listedAs } from '../domain/directory/profile.ts'
import { type MemberId, memberId } from '../domain/ids.ts'
import { insertRows } from './sql/insert-rows.ts'
import { integer, oneOf, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

type Listed = { as: ListedAs; term: string }

/** What a member is found by now. */
export const listingsOf = async (tx: Tx, member: MemberId): Promise<readonly Listed[]> => {
  const rows = await tx.rows(
    'select listed_as, term from listings where workspace_id = :workspace and member_id = :member',
    { member },
  )
  return rows.map((row) => ({ as: oneOf(row, 'listed_as', listedAs), term: text(row, 'term') }))
}

/** Makes it what it is to be, changing only the rows that differ. */
export const writeListings = (
  tx: LockedTx,
  member: MemberId,
  before: readonly Listed[],
  terms: Listing['terms'],
): void => {
  for (const as of listedAs) {
    const had = new Set(before.filter((one) => one.as === as).map(({ term }) => term))
    const wanted = new Set(terms[as])
    const gone = [...had].filter((term) => !wanted.has(term))
    const added = [...wanted].filter((term) => !had.has(term))
    if (gone.length > 0) {
      tx.write(
        /* sql */ `
        delete from listings
        where workspace_id = :workspace and member_id = :member and listed_as = :as and term = any(:gone)`,
        { member, as, gone },
      )
    }
    insertRows(
      tx,
      'listings',
      added.map((term) => ({ listed_as: as, term, member_id: member })),
    )
  }
}

/** Of what is found by each term: those from the lot on, and then from the first; of each at most so many. */
export type Draw = {
  as: ListedAs
  terms: readonly { term: string; most: number }[]
  lot: number
  /** Passed over as if they were not listed: nobody else is found for it, or missed. */
  without: readonly MemberId[]
}

/**
 * Everybody found by any of the terms, with which: one bounded range of the key for each, whatever it finds in all.
 * @returns the members, each with the positions of their terms in the list
 */
export const drawn = async (
  tx: Tx,
  { as, terms, lot, without }: Draw,
): Promise<ReadonlyMap<MemberId, readonly number[]>> => {
  const rows = await tx.rows(
    /* sql */ `
    select asked.position, found.member_id
    from unnest(cast(:terms as text[]), cast(:most as int[])) with ordinality asked (term, most, position)
    cross join lateral (
      (select 0 as turn, l.lot, l.member_id from listings l
        where l.workspace_id = :workspace and l.listed_as = :as and l.term = asked.term and l.lot >= :lot
          and l.member_id <> all(:without)
        order by l.lot, l.member_id limit asked.most)
      union all
      (select 1, l.lot, l.member_id from listings l
        where l.workspace_id = :workspace and l.listed_as = :as and l.term = asked.term and l.lot < :lot
          and l.member_id <> all(:without)
        order by l.lot, l.member_id limit asked.most)
      order by 1, 2, 3 limit asked.most) found`,
    { as, terms: terms.map(({ term }) => term), most: terms.map(({ most }) => most), lot, without },
  )
  const found = new Map<MemberId, number[]>()
  for (const row of rows) {
    const member = memberId(text(row, 'member_id'))
    const positions = found.get(member)
    const position = integer(row, 'position') - 1
    if (positions) positions.push(position)
    else found.set(member, [position])
  }
  return found
}
