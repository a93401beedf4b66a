/** In bytes: a table's entry in a font's directory, and a group in its table of characters. */
const [ENTRY, GROUP] = [16, 12]

/** Joiners, directions and the like, which nobody sees: a font needs no letter for them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u

/**
 * Whether a font has a letter for all that a text is made of, by its table of characters
 * (learn.microsoft.com/typography/opentype/spec/cmap, format 12): for what it has not, a box would be drawn.
 */
export const lettersOf = (font: Buffer): ((text: string) => boolean) => {
  const groups = groupsOf(font)
  const has = (character: string): boolean => {
    const code = character.codePointAt(0) ?? 0
    return UNSEEN.test(character) || groups.some(({ first, last }) => first <= code && code <= last)
  }
  return (text) => [...text].every(has)
}

const groupsOf = (font: Buffer): { first: number; last: number }[] => {
  const table = tableOf(font)
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, nth) => {
    const at = table + 16 + nth * GROUP
    return { first: font.readUInt32BE(at), last: font.readUInt32BE(at + 4) }
  })
}

/** Where the table of format 12 begins, which has the characters that take four bytes too. */
const tableOf = (font: Buffer): number => {
  const entries = Array.from({ length: font.readUInt16BE(4) }, (_, nth) => 12 + nth * ENTRY)
  const entry = entries.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  const cmap = entry === undefined ? 0 : font.readUInt32BE(entry + 8)
  const tables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, nth) => cmap + font.readUInt32BE(cmap + 4 + nth * 8 + 4),
  )
  const table = tables.find((at) => font.readUInt16BE(at) === 12)
  if (entry === undefined || table === undefined) throw new Error('the font names no characters')
  return table
}
