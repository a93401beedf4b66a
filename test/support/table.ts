/** Rows of a table drawn with bars, as cells by column title. Skips lines of dashes and empty lines. */
export const drawn = <Column extends string>(
  columns: readonly Column[],
  table: string,
): readonly Readonly<Record<Column, string>>[] => {
  const [head, ...rows] = table
    .trim()
    .split('\n')
    .filter((line) => /[^\s|-]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  if (head?.join() !== columns.join()) throw new Error(`the table's head is ${head}, not ${columns}`)
  return rows.map((cells) => {
    if (cells.length !== columns.length) throw new Error(`${cells.length} cells: ${cells.join(' | ')}`)
    const entries = columns.map((column, index) => [column, cells[index]])
    return Object.fromEntries(entries) as Record<Column, string>
  })
}
