/** Where a page begins: after a place, before one, or at the top. */
export type From<Place> = { after: Place } | { before: Place } | null

/** `previous` and `next`: the places before and after which there is more. */
export type Page<Item, Place> = { items: readonly Item[]; previous: Place | null; next: Place | null }

/** @returns the place itself, and whether what comes before it is asked for */
export const beginning = <Place>(from: From<Place>): { place: Place | null; backwards: boolean } => {
  if (from === null) return { place: null, backwards: false }
  return 'before' in from ? { place: from.before, backwards: true } : { place: from.after, backwards: false }
}

/**
 * A page by keyset, so that it costs the same at any length of the list.
 * @param found rows from that place on, in the order in which they were asked for, one more than the page holds: it
 * tells whether the list goes on
 */
export const pageOf = <Item, Place>(
  found: readonly Item[],
  from: From<Place>,
  size: number,
  placeOf: (item: Item) => Place,
): Page<Item, Place> => {
  const { backwards } = beginning(from)
  const goesOn = found.length > size
  const items = backwards ? found.slice(0, size).reverse() : found.slice(0, size)
  const [first, last] = [items[0], items.at(-1)]
  return {
    items,
    previous: first && (backwards ? goesOn : from !== null) ? placeOf(first) : null,
    next: last && (backwards || goesOn) ? placeOf(last) : null,
  }
}

/** Rows of each list: Home and modals stay far below 100 blocks, and a message below 50. */
export const PAGE_SIZE = { received: 6, sent: 3, message: 6, modal: 10, sessions: 10 } as const

/** Nothing is counted further than this; a surface shows "99+" beyond. */
export const MOST_COUNTED = 100
