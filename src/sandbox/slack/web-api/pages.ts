import { type JsonObject, textAt } from '../json.ts'

/** One page of a list by `limit` and `cursor`; undefined if the cursor is not ours. */
export const takePage = <Item>(items: Item[], args: JsonObject, fallback = items.length) => {
  const cursor = textAt(args, 'cursor')
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString('utf8').replace('from:', '')) : 0
  if (!Number.isInteger(start) || start < 0) return undefined
  const limit = Math.min(1000, Number(args.limit ?? 0) || fallback)
  const end = start + limit
  return {
    items: items.slice(start, end),
    hasMore: end < items.length,
    nextCursor: end < items.length ? Buffer.from(`from:${end}`).toString('base64') : '',
  }
}
