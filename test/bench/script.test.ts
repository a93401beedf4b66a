import { expect, it } from 'vitest'
import { accept, subjectOf } from './acts.ts'
import { generalise } from './script.ts'

/** The first two bookings of the bench's own size, which are half an hour apart. */
const [one, two] = [subjectOf(accept, 0, 100_000), subjectOf(accept, 1, 100_000)]
const iso = (at: number) => new Date(at).toISOString()
const rangeOf = ({ startsAt }: typeof one, length = 1_800_000) =>
  `[${iso(startsAt)},${iso(startsAt + length)})`

it('what differs between two runs of an act is explained by its subject, also the times in a range', () => {
  expect(two.startsAt).not.toBe(one.startsAt)
  expect(generalise([rangeOf(one), one], [rangeOf(two), two])).toEqual([
    { constant: '[' },
    { afterStart: 0 },
    { constant: ',' },
    { afterStart: 1_800_000 },
    { constant: ')' },
  ])
  expect(generalise([new Date(one.startsAt), one], [new Date(two.startsAt), two])).toEqual([
    { afterStart: 0 },
  ])
  expect(generalise([new Date(0), one], [new Date(0), two])).toEqual([{ constant: iso(0) }])
  expect(generalise([`to ${one.receiver}`, one], [`to ${two.receiver}`, two])).toEqual([
    { constant: 'to ' },
    { name: 'receiver' },
  ])
})

it('what nothing explains is not taken for what the act says', () => {
  expect(generalise([rangeOf(one), one], [rangeOf(two, 900_000), two])).toBeUndefined()
  expect(generalise(['one', one], ['two', two])).toBeUndefined()
  expect(generalise([null, one], [iso(0), two])).toBeUndefined()
})
