import { Readable } from 'node:stream'
import { parse as parseStream } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../src/report/csv.ts'

type Rows = readonly (readonly string[])[]

const written = async (headings: readonly string[], ...pages: readonly Rows[]): Promise<Buffer> => {
  const chunks: Buffer[] = []
  const read = async function* () {
    yield* pages
  }
  for await (const chunk of csvOf(headings, read())) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** As another program reads it: strictly by RFC 4180. */
const readBack = (file: Buffer): string[][] =>
  parse(file, { bom: true, record_delimiter: '\r\n', relax_column_count: false })

describe('a file for spreadsheets', () => {
  it('is UTF-8 with its mark, whose rows end in CRLF', async () => {
    const file = await written(['Name', 'Id'], [['Zoë', 'U1']])
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(file.subarray(3).toString('utf8')).toBe('Name,Id\r\nZoë,U1\r\n')
  })

  it('keeps quotes, line ends, commas, and text from right to left', async () => {
    const row = ['said "hello", twice', 'one\r\ntwo\nthree', 'a,b;c', 'שלום عربي', '日本 👩‍👩‍👧', '']
    expect(readBack(await written(row, [row]))).toEqual([row, row])
  })

  it('keeps several names in one cell also for a program that parts cells at semicolons and tabs', async () => {
    const row = ['Ben; Cleo', 'one\ttwo', 'U1']
    const file = await written(row, [row])
    expect(parse(file, { bom: true, record_delimiter: '\r\n', delimiter: [',', ';', '\t'] })).toEqual([
      row,
      row,
    ])
  })

  it.each(['=1+1', '+49', '-2', '@ada', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '=cmd|" /C calc"!A0'])(
    'makes text of %j, which a spreadsheet would take for a formula',
    async (cell) => {
      expect(readBack(await written(['Name'], [[cell]]))).toEqual([['Name'], [`'${cell}`]])
    },
  )

  it('reads back as it was, whatever people are called, and never begins with a formula', async () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 })
    const row = fc.tuple(cell, fc.constantFrom('=', '+', '"', "'", '\r', ','), cell)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const back = readBack(await written(['a', 'b', 'c'], rows)).slice(1)
        expect(
          back.map((one) => one.map((text) => text.replace(/^'(?=[\t\r\n =+\-@＝＋－＠])/u, ''))),
        ).toEqual(rows.map((one) => one.map((text) => text.replace(/^'(?=[\t\r\n =+\-@＝＋－＠])/u, ''))))
        expect(back.flat().filter((text) => /^[\t\r\n =+\-@＝＋－＠]/u.test(text))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('of 100,000 rows hands over a page before it asks for the next, and another program reads them all', async () => {
    const page = Array.from({ length: 1000 }, (_, n) => [`Somebody called ${n}`, `U${n}`, '2026-11-24 15:00'])
    let handedOver = 0
    const before: number[] = []
    const pages = async function* () {
      for (let at = 0; at < 100; at += 1) {
        before.push(handedOver)
        yield page
      }
    }
    const chunks = async function* () {
      for await (const chunk of csvOf(['Name', 'Id', 'At'], pages())) {
        handedOver += 1
        yield chunk
      }
    }
    let rows = 0
    let last: unknown
    const reader = Readable.from(chunks()).pipe(parseStream({ bom: true, record_delimiter: '\r\n' }))
    for await (const row of reader) {
      rows += 1
      last = row
    }
    // Of each page: the headings, and every page before it.
    expect(before).toEqual(Array.from({ length: 100 }, (_, at) => 1 + at))
    expect(rows).toBe(100_001)
    expect(last).toEqual(page.at(-1))
  })
})
