/** Letters that Unicode does not take apart, and how people type them without their keyboard. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const LETTERS = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'giu')

/** `Łukasz Strauß` → `Lukasz Strauss`. Accents stay: Unicode takes those apart. */
export const spellOut = (text: string): string =>
  text.replace(LETTERS, (letter) => {
    const small = letter.toLowerCase()
    const typed = TYPED_AS[small] ?? letter
    return letter === small ? typed : typed.replace(/^./, (first) => first.toUpperCase())
  })
