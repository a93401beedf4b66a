import pg from 'pg'

const { builtins } = pg.types

/** Never rounded: a count is a number; a value beyond ±2⁵³, such as a 64-bit hash, is a bigint. */
const int8 = (text: string): number | bigint => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const asText = (text: string): string => text

/**
 * How columns are read, the same on both kinds of database. Set per connection, since pg's own table is global to the
 * process and its other users. The rest is pg's default, such as `timestamptz` → Date, which the row readers turn into
 * epoch milliseconds. Dates and timestamps without a zone stay text: pg would read them in the zone of the process.
 */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, int8],
  [builtins.NUMERIC, asText],
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, asText],
])

export const columnTypes = {
  getTypeParser: (oid: number, format: string = 'text'): ((value: string) => unknown) =>
    (format === 'text' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
}
