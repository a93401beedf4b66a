import { listingOf, wordOfTerm } from '../../domain/directory/listing.ts'
import type { Profile } from '../../domain/directory/profile.ts'
import type { Member } from '../../domain/member.ts'
import { addWords, dropUnused } from '../../store/directory-words.ts'
import { listingsOf, writeListings } from '../../store/listings.ts'
import { findProfile } from '../../store/profiles.ts'
import type { LockedTx } from '../../store/sql/tx.ts'

type Named = Pick<Member, 'id' | 'name' | 'fullName' | 'isDeactivated'>

/** Lists a profile by what it says now. Behind the workspace's lock: a word may be used by others at the same time. */
export const relist = async (tx: LockedTx, member: Named, profile: Profile): Promise<void> => {
  const before = await listingsOf(tx, member.id)
  const { words, terms } = listingOf(profile, member)
  const known = new Set(before.flatMap(({ term }) => wordOfTerm(term) ?? []))
  addWords(
    tx,
    words.filter((word) => !known.has(word)),
  )
  writeListings(tx, member.id, before, terms)
  const gone = [...known].filter((word) => !words.includes(word))
  if (gone.length > 0) await dropUnused(tx, gone)
}

/** The same with another name, or when somebody leaves or comes back. */
export const relistNamed = async (tx: LockedTx, member: Named): Promise<void> => {
  const { profile, isSet } = await findProfile(tx, member.id)
  if (isSet) await relist(tx, member, profile)
}
