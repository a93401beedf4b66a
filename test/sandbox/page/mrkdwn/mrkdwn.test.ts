import { describe, expect, it } from 'vitest'
import { type Piece, parseMrkdwn } from '../../../../src/sandbox/page/mrkdwn/parse.ts'

/** The tree in one line: what stands for what. */
const told = (pieces: Piece[]): string => pieces.map(one).join('')

const one = (piece: Piece): string => {
  switch (piece.is) {
    case 'text':
      return piece.text
    case 'break':
      return '⏎'
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return `${piece.is}(${told(piece.pieces)})`
    case 'code':
    case 'pre':
      return `${piece.is}[${piece.text}]`
    case 'user':
    case 'channel':
      return `${piece.is}:${piece.id}`
    case 'broadcast':
      return `broadcast:${piece.label}`
    case 'link':
      return `link:${piece.url}|${piece.label}`
    case 'date':
      return `date:${piece.seconds}${piece.begins ? '!' : ''}^${piece.format}${piece.url ? `^${piece.url}` : ''}|${piece.fallback}`
    case 'emoji':
      return `emoji:${piece.name}`
  }
}

describe('Slack’s markup', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', 'bold(bold) and italic(italic) and strike(gone)'],
    ['*bold _and italic_*', 'bold(bold italic(and italic))'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['* not bold * nor **', '* not bold * nor **'],
    ['(*bold*), *again*!', '(bold(bold)), bold(again)!'],
    ['`*raw* &lt;b&gt;`', 'code[*raw* <b>]'],
    ['before ```\nconst a = 1\n``` after', 'before pre[const a = 1] after'],
    ['*<@U0BEN00001> accepted*', 'bold(user:U0BEN00001 accepted)'],
    ['<@U0BEN00001|ben> in <#C0GENERAL1|general>', 'user:U0BEN00001 in channel:C0GENERAL1'],
    ['<!here> and <!subteam^S1|@team>', 'broadcast:@here and broadcast:@team'],
    ['<https://a.example/?a=1&amp;b=2|here>', 'link:https://a.example/?a=1&b=2|here'],
    ['<https://a.example/*b*>', 'link:https://a.example/*b*|https://a.example/*b*'],
    ['<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['5 < 6 > 4', '5 < 6 > 4'],
    ['> one\n> *two*\nthree', 'quote(one⏎bold(two))three'],
    ['&gt; one', 'quote(one)'],
    ['one\n\ntwo', 'one⏎⏎two'],
    [':wave: at 10:30:00', 'emoji:wave at 10:30:00'],
    ['at <!date^1795400000^{date} at {time}|then>', 'at date:1795400000^{date} at {time}|then'],
    ['*<!date^1795400000^{time}|then>*', 'bold(date:1795400000!^{time}|then)'],
    ['at *<!date^1795400000^{time}|then>*', 'at bold(date:1795400000^{time}|then)'],
    ['<!date^1795400000^{time}^https://a.example|then>', 'date:1795400000!^{time}^https://a.example|then'],
  ])('reads %j', (text, tree) => {
    expect(told(parseMrkdwn(text))).toBe(tree)
  })
})
