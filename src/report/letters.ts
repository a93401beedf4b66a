import { create } from 'fontkitten'

/** Joiners, directions and the like, which nobody sees: a font needs no letter for them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u

/** Whether a font has a letter for all that a text is made of: for what it has not, a box would be drawn. */
export const lettersOf = (file: Buffer): ((text: string) => boolean) => {
  const font = create(file)
  if (font.isCollection) throw new Error('several fonts in one file')
  const has = (character: string) =>
    UNSEEN.test(character) || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
  return (text) => [...text].every(has)
}
