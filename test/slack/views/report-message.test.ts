import { describe, expect, it } from 'vitest'
import { english } from '../../../src/slack/text/english/english.ts'
import { readOut } from '../../../src/slack/views/report-charts.ts'
import { reportsAt } from '../support/drawn-report.ts'
import { textsOf } from '../support/reading.ts'

const formsAt = (count: number) =>
  (reportsAt.reportMessages?.(english, count) ?? []).map(({ blocks }) => ({
    types: blocks.map(({ type }) => String(type)),
    said: textsOf(blocks).join('\n'),
  }))

it('a picture is read out in whole sentences, as many as fit', () => {
  const charts = ['a', 'b', 'c'].map((letter, at) => ({ says: `${letter.repeat(at === 1 ? 700 : 300)}.` }))
  const read = (most: number) => readOut(english, charts, most)
  expect(read(2_000)).toBe(charts.map(({ says }) => says).join(' '))
  expect(read(1_000)).toBe(`${charts[0]?.says} ${charts[2]?.says} The message above has the rest.`)
})

describe('a report, with charts, with tables alone, or in plain words', () => {
  it('says in a sentence what no chart shows', () => {
    const [charts, tables, plain] = formsAt(100)
    expect(charts?.types).toContain('data_visualization')
    expect(charts?.said).not.toContain('Sessions held, by 30 days: ')
    for (const form of [tables, plain]) {
      expect(form?.types).not.toContain('data_visualization')
      expect(form?.said).toMatch(/Sessions held, by 30 days: \d+ \w+ 20\d\d 100, /)
    }
    expect(plain?.said).toContain('looked for by 100, offered by nobody')
  })

  it('explains a 0 only where there can be one', () => {
    expect(formsAt(100).map(({ said }) => said.includes('Where it says 0'))).toEqual([true, false, false])
  })

  it('with nothing to show yet says so once', () => {
    for (const { types, said } of formsAt(0)) {
      expect(types).not.toContain('data_visualization')
      expect(said).toContain('Sessions held, by 30 days: fewer than 5 so far.')
    }
  })
})
