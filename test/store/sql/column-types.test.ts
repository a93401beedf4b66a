import { expect, it } from 'vitest'
import { testDatabase } from '../../support/database.ts'

const columnOf = async (sql: string): Promise<unknown> => {
  const { knex } = await testDatabase()
  const { rows } = await knex.raw<{ rows: { value: unknown }[] }>(`select ${sql} as value`)
  return rows[0]?.value
}

it.each([
  ['a count is a number', '(select count(*) from (values (1), (2)) pairs(n))', 2],
  [
    'a whole number of 64 bits is a number as long as it is exact',
    '9007199254740991::int8',
    9007199254740991,
  ],
  ['beyond that it is a bigint, not a rounded number', '9007199254740993::int8', 9007199254740993n],
  ['a numeric keeps its digits as text', '1.10::numeric', '1.10'],
  [
    'an instant is a Date, whatever zone the process has',
    `timestamptz '2026-03-29 02:30+02'`,
    new Date('2026-03-29T00:30:00Z'),
  ],
  ['a day is text, since it belongs to no zone', `date '2026-03-29'`, '2026-03-29'],
  ['a time without zone is text', `timestamp '2026-03-29 02:30'`, '2026-03-29 02:30:00'],
  ['JSON is a value', `'{"a":[1]}'::jsonb`, { a: [1] }],
])('%s', async (_title, sql, expected) => {
  expect(await columnOf(sql)).toEqual(expected)
})
