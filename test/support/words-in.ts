/** Those of the words that stand in the bytes, however they are capitalised. */
export const wordsIn = (bytes: Buffer, words: readonly string[]): string[] => {
  // Latin-1 keeps every byte.
  const text = bytes.toString('latin1').toLowerCase()
  return words.filter((word) => text.includes(word.toLowerCase()))
}
