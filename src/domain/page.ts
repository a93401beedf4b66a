/** Where a page begins: after a cursor, before one, or at the top. */
export type From<Cursor> = { after: Cursor } | { before: Cursor } | null

/** `previous` and `next`: the cursors before and after which there is more. */
export type Page<Item, Cursor> = { items: readonly Item[]; previous: Cursor | null; next: Cursor | null }

/** @returns the cursor itself, and whether what comes before it is asked for */
export const beginning = <Cursor>(from: From<Cursor>): { cursor: Cursor | null; backwards: boolean } => {
  if (from === null) return { cursor: null, backwards: false }
  return 'before' in from
    ? { cursor: from.before, backwards: true }
    : { cursor: from.after, backwards: false }
}

/**
 * A page by keyset, so that it costs the same at any length of the list.
 * @param found rows from that cursor on, in the order in which they were asked for, one more than the page holds: it
 * tells whether the list goes on
 */
export const pageOf = <Item, Cursor>(
  found: readonly Item[],
  from: From<Cursor>,
  size: number,
  cursorOf: (item: Item) => Cursor,
): Page<Item, Cursor> => {
  const { backwards } = beginning(from)
  const goesOn = found.length > size
  const items = backwards ? found.slice(0, size).reverse() : found.slice(0, size)
  const [first, last] = [items[0], items.at(-1)]
  return {
    items,
    previous: first && (backwards ? goesOn : from !== null) ? cursorOf(first) : null,
    next: last && (backwards || goesOn) ? cursorOf(last) : null,
  }
}

/** Rows of each list: Home and modals stay far below 100 blocks, and a message below 50. */
export const PAGE_SIZE = {
  received: 6,
  sent: 3,
  suggested: 3,
  message: 6,
  modal: 10,
  sessions: 10,
  found: 5,
  openSessions: 6,
} as const

/** Nothing is counted further than this; a surface shows "99+" beyond. */
export const MOST_COUNTED = 100
