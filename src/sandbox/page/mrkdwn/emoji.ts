import { nameToEmoji } from 'gemoji'

/** Where Slack calls one otherwise than GitHub. */
const slackNames: { [name: string]: string } = {
  large_green_circle: 'green_circle',
  large_yellow_circle: 'yellow_circle',
  large_orange_circle: 'orange_circle',
  large_purple_circle: 'purple_circle',
  slightly_frowning_face: 'frowning_face',
  spiral_calendar_pad: 'spiral_calendar',
  simple_smile: 'slightly_smiling_face',
  heavy_tick: 'heavy_check_mark',
}

/** The character of an emoji by its name between colons, or nothing where there is none of that name. */
export const emojiNamed = (name: string): string | undefined => nameToEmoji[slackNames[name] ?? name]
