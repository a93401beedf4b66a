import { readdirSync } from 'node:fs'
import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import { MESSAGE_LIMIT } from '../../../src/domain/requests/request.ts'
import { findZones } from '../../../src/domain/time/find-zones.ts'
import { type Json, parseJson } from '../../../src/sandbox/slack/json.ts'
import {
  checkBlocks,
  checkView,
  isTooLargeForView,
  isTooLongForMessage,
} from '../../../src/sandbox/slack/rules/surfaces.ts'
import { topicChoice } from '../../../src/slack/directory-values.ts'
import { english } from '../../../src/slack/text/english/english.ts'
import { option } from '../../../src/slack/views/blocks.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import type { ReportMessage } from '../../../src/slack/views/report-message.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { ENDS, pseudo } from '../../support/pseudo.ts'
import { drawnViews } from '../support/drawn-views.ts'
import { everyObject, textsOf } from '../support/reading.ts'
import { homeStateOf, NOW, request } from '../support/states.ts'
import { viewsAt, viewsOfOne } from '../support/views-at.ts'

const json = (value: unknown): Json => parseJson(JSON.stringify(value)) ?? null

/** Checks what a view draws against Slack's rules, as the local Slack knows them. */
const expectAllowed = (drawn: ReportMessage | ModalView | HomeView) => {
  if ('type' in drawn) {
    expect(checkView(json(drawn), drawn.type)).toEqual([])
    expect(isTooLargeForView(json(drawn))).toBe(false)
    return
  }
  const { text, blocks } = drawn
  expect(checkBlocks(json(blocks), 'message', '')).toEqual([])
  expect(isTooLongForMessage(json(blocks))).toBe(false)
  expect(text.length).toBeGreaterThan(0)
  expect(text.length).toBeLessThanOrEqual(40_000)
}

/** In the pseudo-language, what is not marked to its end was cut off, or never came from `words`. */
const notWhole = (drawn: unknown): string[] => {
  const objects = everyObject(drawn)
  // Topics are called as somebody typed them.
  const topics = new Set(
    objects.flatMap(({ text, value }) => (topicChoice.decode(value) ? textsOf(text) : [])),
  )
  return objects.flatMap(({ type, text }) => {
    if (typeof text !== 'string' || topics.has(text)) return []
    if (type === 'plain_text') return text.endsWith(ENDS) ? [] : [text]
    return type === 'mrkdwn' && !text.includes(ENDS) ? [text] : []
  })
}

const languages = [
  ['English', english],
  ['a language 40 % longer', pseudo],
] as const

describe.each(languages)('in %s, within Slack’s limits whatever people wrote, is', (_name, words) => {
  it.each(Object.keys(drawnViews))('%s', (name) => {
    const drawn = drawnViews[name]
    if (!drawn) throw new Error(`nothing draws ${name}`)
    fc.assert(fc.property(drawn(words), expectAllowed), { numRuns: 60 })
  })

  it.each([0, 1, 7, 100, 100_000])('each view that shows %i of something', (count) => {
    for (const draw of Object.values(viewsAt)) for (const view of draw(words, count)) expectAllowed(view)
  })

  it('both lists, full of the longest messages', () => {
    for (const unit of ['W', '&', '𝕏', 'https://example.com/ ']) {
      const message = unit.repeat(MESSAGE_LIMIT).slice(0, MESSAGE_LIMIT)
      const sender = { fullName: 'Ada Berlin', picture: 'https://avatars.example.com/ada.png' }
      const listed = {
        request: request({ message }),
        state: 'pending',
        session: null,
        barred: null,
        sender,
        receiver: sender,
      } as const
      const page = (size: number) => ({ items: Array(size).fill(listed), previous: null, next: null })
      expectAllowed(
        requestsMessage(
          words,
          homeStateOf({ received: page(PAGE_SIZE.message), sent: page(PAGE_SIZE.message) }),
        ),
      )
      expectAllowed(homeView(words, homeStateOf({ received: page(6), sent: page(6) })))
    }
  })

  it('each choice in the search for a time zone', () => {
    const choices = findZones('', 1000, NOW).zones.map((one) => option(words.zoneOption(one, NOW), one))
    expect(choices.length).toBeGreaterThan(300)
    for (const { text, value } of choices) {
      expect(text.text).not.toContain('…')
      expect(text.text.length).toBeLessThanOrEqual(75)
      expect(value?.length).toBeLessThanOrEqual(150)
    }
  })
})

describe('a language 40 % longer', () => {
  it.each(Object.keys(drawnViews))('is all that %s speaks, with nothing cut off', (name) => {
    const drawn = drawnViews[name]
    if (!drawn) throw new Error(`nothing draws ${name}`)
    fc.assert(
      fc.property(drawn(pseudo), (view) => {
        expect(notWhole(view)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('has words for all that English has, in the same places', () => {
    const shape = (said: unknown): unknown =>
      typeof said === 'object' && said !== null
        ? Object.fromEntries(Object.entries(said).map(([name, inner]) => [name, shape(inner)]))
        : typeof said
    expect(shape(pseudo)).toEqual(shape(english))
  })
})

/** What views are put together from; the views that use them are drawn. */
const partsOfViews = [
  'blocks',
  'message',
  'modal',
  'peoples-text',
  'home-requests',
  'home-suggestions',
  'suggestion-rows',
  'form-fault',
  'next-session',
  'request-lists',
  'request-rows',
  'session-rows',
  'booking-length',
  'session-fields',
  'booking-draft',
  'booking-times',
  'inputs',
  'topic-menus',
  'found-rows',
  'open-session-parts',
  'open-session-rows',
  'page-buttons',
  'home-open-sessions',
  'home-programme',
  'report-charts',
  'calendar-rows',
  'open-session-inputs',
  'open-session-choice',
  'subscribe-button',
]

it('every view is drawn at each of those numbers, or shows nothing that has one', () => {
  expect([...Object.keys(viewsAt), ...viewsOfOne].sort()).toEqual(Object.keys(drawnViews).sort())
})

it('every view of the folder is among those drawn here', async () => {
  const files = readdirSync('src/slack/views').map((file) => file.replace(/\.ts$/, ''))
  const found = await Promise.all(
    files
      .filter((file) => !partsOfViews.includes(file))
      .map(async (file) => {
        const exported: object = await import(`../../../src/slack/views/${file}.ts`)
        return Object.entries(exported).flatMap(([name, value]) =>
          typeof value === 'function' ? [name] : [],
        )
      }),
  )
  expect(Object.keys(drawnViews).sort()).toEqual([...found.flat(), 'sayModal'].sort())
})
