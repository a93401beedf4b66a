import { describe, expect, it } from 'vitest'
import { withEmoji } from '../../../../src/sandbox/page/mrkdwn/emoji.ts'

describe('Emoji codes', () => {
  it.each([
    ['Well done :tada:', 'Well done 🎉'],
    [':tada::wave:', '🎉👋'],
    ['(:+1:), :thumbsup:!', '(👍), 👍!'],
    ['at 10:30:00', 'at 10:30:00'],
    ['great:tada:', 'great:tada:'],
    [':no_such_thing: :tada:', ':no_such_thing: 🎉'],
    [':constructor: and :toString:', ':constructor: and :toString:'],
    [':wave::skin-tone-2: :wave::skin-tone-6:', '👋🏻 👋🏿'],
    [':man-shrugging::skin-tone-4:', '🤷🏽‍♂️'],
    [':flag-de: :thinking_face: :star-struck:', '🇩🇪 🤔 🤩'],
    [':large_green_circle: :spiral_calendar_pad:', '🟢 🗓️'],
  ])('draws %j', (text, drawn) => {
    expect(withEmoji(text)).toBe(drawn)
  })
})
