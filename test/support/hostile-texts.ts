/** Slow to read for code that starts over at every character: one piece, over and over, between two ends. */
const pieces: readonly (readonly [what: string, piece: string, end: string, begin?: string])[] = [
  ['spaces', ' ', 'x'],
  ['spaces within', ' ', 'x', '9-12'],
  ['spaces within dates', ' ', 'x', '24 Dec'],
  ['lines', '\n', 'x'],
  ['letters', 'a', '!'],
  ['digits', '9', 'x'],
  ['commas', ',', 'x'],
  ['hyphens', '-', 'x'],
  ['mentions that never end', '<@', ''],
  ['mentions', '<@U0ADA00001|ada> ', ''],
  ['names without an end', '<@U0ADA00001|', ''],
  ['links that never end', '<https://', ''],
  ['links with names that never end', '<https://a|', ''],
  ['links in words', 'http://', '.'],
  ['links that end in dots', 'http://a....', '('],
  ['entities', '&amp;', '<'],
  ['joined', 'and ', 'x'],
  ['ranges', '9-12,', 'x'],
  ['times', '9 - ', 'x'],
  ['dates', '1.1.,', 'x'],
  ['a month', 'dec', ' !'],
  ['days', '24 ', 'dec x'],
  ['quotations', '" - \'', '\n'],
  ['SQL', ' - ', '\n'],
  ['marks', '\u0301', 'e'],
  ['joined people', '\u{1F469}\u200D', 'x'],
]

export const hostileTexts = (length: number): readonly (readonly [what: string, text: string])[] =>
  pieces.map(([what, piece, end, begin = '']) => {
    const between = length - begin.length - end.length
    return [what, `${begin}${piece.repeat(Math.ceil(between / piece.length)).slice(0, between)}${end}`]
  })
