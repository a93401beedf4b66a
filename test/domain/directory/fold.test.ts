import { describe, expect, it } from 'vitest'
import { foldTopic } from '../../../src/domain/directory/fold.ts'
import { slipsOf, slipsTyped, wordsToFind } from '../../../src/domain/directory/words.ts'

const same: readonly (readonly string[])[] = [
  [
    'Node JS',
    'node-js',
    'Node.js',
    'NODE_JS',
    '  node   js ',
    'ＮｏｄｅＪＳ',
    'No\u00adde JS',
    'Node\u200bJS',
  ],
  ['Café', 'cafe', 'CAFE\u0301'],
  ['Straße', 'strasse', 'STRASSE'],
  ['Ёлка', 'елка'],
  ['R&D', 'R & D', 'rd'],
  ['#career', 'career'],
  ['👍', '👍🏽', '👍\ufe0f'],
  ['Web 2.0', 'web 2-0'],
]

const apart: readonly (readonly string[])[] = [
  ['C', 'C++', 'C#'],
  ['Web 2.0', 'Web 20'],
  ['か', 'が'],
  ['กา', 'กำ'],
  ['🚀', '🛰'],
  ['!!!', '???'],
]

describe('the name of a topic', () => {
  it.each(same)('is the same in other spellings: %s', (...names) => {
    expect(new Set(names.map(foldTopic)).size).toBe(1)
  })

  it.each(apart)('tells apart: %s', (...names) => {
    expect(new Set(names.map(foldTopic)).size).toBe(names.length)
  })

  it('is empty only if there is nothing to see', () => {
    expect(['', '   ', '\u200b', '#', '-'].map(foldTopic)).toEqual(['', '', '', '#', '-'])
  })
})

describe('a text is found', () => {
  it.each([
    ["I'm into Node.js", 'im into node js nodejs'],
    ['C++, C# (2.0)', 'c++ c# 2.0'],
    ['TCP/IP', 'tcp ip tcpip'],
    ['機械学習AI', '機械 械学 学習 習 ai'],
    ['🚀🇩🇪', '🚀 🇩🇪'],
    ['— % _ \\ "', ''],
  ])('“%s” by %s', (text, words) => {
    expect([...wordsToFind(text)].join(' ')).toBe(words)
  })
})

describe('a slip', () => {
  const isForgiven = (typed: string, word: string) =>
    slipsTyped(typed).some((slip) => slipsOf(word).includes(slip))

  it.each([
    ['a letter too few', 'pyton', true],
    ['a letter too many', 'pythoon', true],
    ['a wrong letter', 'pythom', true],
    ['two letters that changed places', 'pyhton', true],
    ['two slips', 'pitthom', false],
  ])('%s: %s', (_, typed, forgiven) => {
    expect(isForgiven(typed, 'python')).toBe(forgiven)
  })

  it('is not forgiven in short words, which too easily are others', () => {
    expect(isForgiven('car', 'cat')).toBe(false)
    expect(isForgiven('c++', 'c')).toBe(false)
  })
})
