import { spellOut } from '../spell-out.ts'

/** Accents on Latin, Greek and Cyrillic letters. Marks of other scripts are vowels and tones, without which words change. */
const ACCENTS = /[\u0300-\u036f]/g

/** What changes how an emoji looks, and characters that nobody sees. */
const UNSEEN = /[\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}\u00ad]/gu

/** Spelling aside: width, case and accents. Keeps spaces and signs. */
export const plainly = (text: string): string =>
  spellOut(
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .normalize('NFC')
      .replace(UNSEEN, '')
      // Small sigma has a form for the end of a word, capital sigma has not.
      .replaceAll('ς', 'σ'),
  )

/** Part of a word: letters, their marks, digits, emoji, and what tells C, C++ and C# apart. */
const KEPT = '\\p{L}\\p{M}\\p{N}\\p{Extended_Pictographic}\\p{Regional_Indicator}+#'
const APART = new RegExp(`(?<=\\p{N})([^${KEPT}]+)(?=\\p{N})|[^${KEPT}]+`, 'gu')

/**
 * The spelling by which topics are told apart: `Node JS`, `node-js` and `Node.js` are one, `C` and `C++` two, and so are
 * `Web 2.0` and `Web 20`. A name of signs alone stays as it is. Empty only if there is nothing to see.
 */
export const foldTopic = (name: string): string => {
  const plain = plainly(name)
  const folded = plain.replace(APART, (_, betweenDigits: string | undefined) => (betweenDigits ? '.' : ''))
  return folded.replace(/^#+(?=[^#])/u, '') || plain.replace(/\s+/gu, '')
}
