import { nameToEmoji } from 'gemoji'

/** Emoji that Slack and GitHub name differently. */
const slackNames: { [name: string]: string } = {
  face_with_rolling_eyes: 'roll_eyes',
  hand_with_index_and_middle_fingers_crossed: 'crossed_fingers',
  heavy_tick: 'heavy_check_mark',
  hugging_face: 'hugs',
  large_green_circle: 'green_circle',
  large_orange_circle: 'orange_circle',
  large_purple_circle: 'purple_circle',
  large_yellow_circle: 'yellow_circle',
  simple_smile: 'slightly_smiling_face',
  slightly_frowning_face: 'frowning_face',
  smiling_face_with_3_hearts: 'smiling_face_with_three_hearts',
  'spock-hand': 'vulcan_salute',
  spiral_calendar_pad: 'spiral_calendar',
  the_horns: 'metal',
  thinking_face: 'thinking',
}

/** `flag-de` is GitHub's `de`, `man-shrugging` its `man_shrugging`, `woman-raising-hand` its `raising_hand_woman`. */
const githubNames = (name: string) => [
  name,
  slackNames[name] ?? name.replace(/^flag-/, ''),
  name.replaceAll('-', '_'),
  name.replace(/^(man|woman)-(.+)$/, '$2_$1').replaceAll('-', '_'),
]

const characterOf = (name: string) => (Object.hasOwn(nameToEmoji, name) ? nameToEmoji[name] : undefined)

/** Slack counts skin tones from 2, after the Fitzpatrick scale. The tone follows the person, before what they do. */
const withTone = (character: string, tone: number) => {
  const [person = '', ...rest] = character
  return person + String.fromCodePoint(0x1f3fb + tone - 2) + rest.join('').replace(/^\uFE0F/, '')
}

/**
 * The emoji with this name, or nothing if the name is unknown.
 * @param name such as `tada` or `wave::skin-tone-3`
 */
export const emojiNamed = (name: string): string | undefined => {
  const [base = '', tone] = name.split('::skin-tone-')
  const character = githubNames(base).map(characterOf).find(Boolean)
  return character && Number(tone) > 1 ? withTone(character, Number(tone)) : character
}

/** A name between colons. `10:30:00` holds none, because a digit comes before the colon. */
const CODE = /(?<![\p{L}\p{N}]):([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/gu

/** Splits text at its emoji names; unknown names stay text. */
export const splitEmoji = (text: string): ({ text: string } | { name: string })[] => {
  const pieces: ({ text: string } | { name: string })[] = []
  let end = 0
  for (const { 0: code, 1: name = '', index } of text.matchAll(CODE)) {
    if (emojiNamed(name) === undefined) continue
    if (index > end) pieces.push({ text: text.slice(end, index) })
    pieces.push({ name })
    end = index + code.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** The same as one string, for places that hold only text: a title, a placeholder. */
export const withEmoji = (text: string): string =>
  splitEmoji(text)
    .map((piece) => ('text' in piece ? piece.text : emojiNamed(piece.name)))
    .join('')
