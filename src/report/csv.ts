import { stringify } from 'csv-stringify/sync'

/** Without it, Excel takes UTF-8 for the machine's own letters. */
const BOM = '\u{feff}'

/**
 * What a spreadsheet would take for a formula, were it left alone: a quote in front makes it text
 * (owasp.org/www-community/attacks/CSV_Injection). The full-width signs count as well: Excel reads them as the others.
 */
const FORMULA = /^[\t\r\n =+\-@＝＋－＠]/u

const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)

/**
 * RFC 4180: rows end in CRLF, and cells that need it are quoted; so are those with a semicolon or a tab, at which LibreOffice
 * would part them.
 */
const lines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: 'windows', quoted_match: /[\r\n\u2028\u2029;\t]/ },
  )

/**
 * A table as CSV, a chunk for each page of rows, each encoded before the next one is read: rows are never held all at
 * once.
 */
export async function* csvOf(
  headings: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + lines([headings]), 'utf8')
  for await (const page of pages) if (page.length > 0) yield Buffer.from(lines(page), 'utf8')
}
