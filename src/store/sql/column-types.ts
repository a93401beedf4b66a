import pg from 'pg'

const { builtins } = pg.types

/** Exact or not at all: a count is a number, a 64-bit hash beyond ±2⁵³ a bigint that nobody mistakes for one. */
const int8 = (text: string): number | bigint => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const asText = (text: string): string => text

/**
 * What columns become, the same on both kinds of database, set per connection (pg's own table is global to the
 * process, and belongs to whoever else uses pg). The rest is pg's default, among it `timestamptz` → Date, which the
 * row mappers turn into epoch milliseconds. Dates and zoneless timestamps stay text: pg would read them in the
 * zone of the process.
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
