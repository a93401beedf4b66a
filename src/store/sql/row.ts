import type { Instant } from '../../domain/time/time.ts'

/** A row as the driver gives it. The readers below check each value they take from it. */
export type Row = Readonly<Record<string, unknown>>

const wrong = (column: string, wanted: string, value: unknown): never => {
  throw new TypeError(`column ${column}: expected ${wanted}, the database gave ${typeof value}`)
}

export const text = (row: Row, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : wrong(column, 'text', value)
}

export const integer = (row: Row, column: string): number => {
  const value = row[column]
  return typeof value === 'number' && Number.isInteger(value) ? value : wrong(column, 'an integer', value)
}

export const flag = (row: Row, column: string): boolean => {
  const value = row[column]
  return typeof value === 'boolean' ? value : wrong(column, 'a boolean', value)
}

/** timestamptz → epoch milliseconds, UTC. */
export const instant = (row: Row, column: string): Instant => {
  const value = row[column]
  return value instanceof Date ? value.getTime() : wrong(column, 'a timestamptz', value)
}

export const oneOf = <T extends string>(row: Row, column: string, values: readonly T[]): T => {
  const value = row[column]
  return values.find((known) => known === value) ?? wrong(column, values.join(' or '), value)
}

/** The same reading for a column that may be null. */
export const orNull = <T>(read: (row: Row, column: string) => T, row: Row, column: string): T | null =>
  row[column] === null ? null : read(row, column)

export const texts = (row: Row, column: string): readonly string[] => {
  const value = row[column]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
