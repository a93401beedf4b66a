import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moment } from '../../../src/slack/text/english/times.ts'
import { link, plain, readable, webAddress } from '../../../src/slack/text/markup.ts'
import { named, quote } from '../../../src/slack/views/peoples-text.ts'
import { typed } from '../support/arbitrary.ts'
import { NOW } from '../support/states.ts'

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('the escape function', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U0BEN00002>', '&lt;@U0BEN00002&gt;'],
    ['<https://evil.example|https://good.example>', '&lt;https://evil.example|https://good.example&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['a\u0000b\u001Bc\u009Fd', 'abcd'],
    ['\u202Etxt.exe\u202C', 'txt.exe'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['שלום \u200Fעולם', 'שלום \u200Fעולם'],
  ])('turns %j into %j', (raw, escaped) => {
    expect(plain(raw)).toBe(escaped)
  })

  it('leaves nothing that Slack reads as a mention, a link or an entity, and loses nothing readable', () => {
    fc.assert(
      fc.property(typed(1500), (raw) => {
        const escaped = plain(raw)
        expect(escaped).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
        expect(escaped).not.toMatch(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u)
        expect(unescaped(escaped)).toBe(readable(raw))
      }),
    )
  })
})

describe('what people typed', () => {
  const elements = (raw: string) => {
    const [first] = quote(raw, 1500)?.elements ?? []
    return first?.type === 'rich_text_quote' ? first.elements : []
  }

  it('is quoted as plain pieces that show exactly what was typed', () => {
    fc.assert(
      fc.property(typed(1500), (raw) => {
        const pieces = elements(raw)
        expect(pieces.every(({ type }) => type === 'text' || type === 'link' || type === 'emoji')).toBe(true)
        const shown = pieces.map((piece) =>
          piece.type === 'emoji' ? `:${piece.name}:` : 'text' in piece ? piece.text : '',
        )
        expect(shown.join('')).toBe(readable(raw).trim())
        for (const piece of pieces) if (piece.type === 'link') expect(piece.text).toBe(piece.url)
      }),
    )
  })

  it('can be clicked where it is a web address, without the sentence around it', () => {
    expect(elements('See https://example.com/a?b=c&d=1#e, or (http://example.org/).')).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'link', url: 'https://example.com/a?b=c&d=1#e', text: 'https://example.com/a?b=c&d=1#e' },
      { type: 'text', text: ', or (' },
      { type: 'link', url: 'http://example.org/', text: 'http://example.org/' },
      { type: 'text', text: ').' },
    ])
  })

  it.each([
    ['Hi :wave: there', ['Hi ', 'wave!', ' there']],
    [':tada::+1:', ['tada!', '+1!']],
    [':wave::skin-tone-3:', ['wave::skin-tone-3!']],
    [':wave::skin-tone-9:', ['wave!', 'skin-tone-9!']],
    ['(:100:)', ['(', '100!', ')']],
    ['at 12:30:45', ['at 12:30:45']],
    ['std::max::x', ['std::max::x']],
    ['a:b:c :d e:', ['a:b:c :d e:']],
    ['see https://example.com/:a: now', ['see ', 'https://example.com/:a', ': now']],
  ])('has its emoji drawn, which Slack hands over as codes: %s', (raw, expected) => {
    const shown = elements(raw).map((piece) =>
      piece.type === 'emoji' ? `${piece.name}!` : 'text' in piece ? piece.text : '',
    )
    expect(shown).toEqual(expected)
  })

  it('is nothing if only spaces and control characters were typed', () => {
    expect(quote(' \n\t\u0000 ', 1500)).toBeUndefined()
    expect(named([{ name: 'Topic', typed: ' ' }])).toBeUndefined()
  })
})

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'example.com',
    '',
    'slack://open',
    `https://a.example/${'x'.repeat(1000)}`,
  ])('are not made of %j', (raw) => {
    expect(webAddress(raw)).toBeUndefined()
  })

  it('cannot be closed early by the characters of an address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true }),
          typed(200).map((tail) => `https://example.com/${tail}`),
        ),
        (raw) => {
          const address = webAddress(raw)
          if (address === undefined) return
          expect(link(address, 'label')).toMatch(/^<https?:[^<>|]+\|label>$/)
        },
      ),
    )
  })
})

it('a moment names its zone where Slack cannot draw it', () => {
  expect(moment(NOW)).toBe('<!date^1795428000^{date_short_pretty} at {time}|Mon 23 Nov, 10:00 UTC>')
})
