import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultSettings } from '../src/domain/settings.ts'
import { COUNTS_FOR } from '../src/domain/suggestions/suggestion.ts'
import { DAY } from '../src/domain/time/time.ts'
import { SCOPES } from '../src/slack/oauth/scopes.ts'
import { english } from '../src/slack/text/english/english.ts'
import { STATE_LASTS } from '../src/store/oauth-states.ts'
import { KEPT } from '../src/store/prune-deliveries.ts'
import { RECEIPTS_KEPT_FOR } from '../src/store/receipts.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const flat = (text: string) => text.replace(/\s+/g, ' ')
const { privacy, installing } = english
const lines = privacy.sections.flatMap(({ lines }) => [...lines])
const manifest = parse(read('manifest.yml'))

it('the policy is the same on the app’s own page and in docs/privacy.md, word by word', () => {
  const page = flat(read('docs/privacy.md'))
  const expected = [
    `# ${privacy.title} ${privacy.intro}`,
    ...privacy.sections.map(({ heading, lines }) => `## ${heading} - ${lines.join(' - ')}`),
    `## ${privacy.permissions.heading} - ${Object.entries(privacy.permissions.scopes)
      .map(([scope, why]) => `\`${scope}\`: ${why}`)
      .join(' - ')}`,
  ]
  expect(expected.filter((part) => !page.includes(flat(part)))).toEqual([])
})

it('it gives a reason for every scope that the manifest asks for, and says which are optional', () => {
  const { bot, bot_optional } = manifest.oauth_config.scopes
  expect(Object.keys(privacy.permissions.scopes).sort()).toEqual([...SCOPES].sort())
  const optional = Object.entries(privacy.permissions.scopes).filter(([, why]) => why.startsWith('optional:'))
  expect(optional.map(([scope]) => scope).sort()).toEqual([...bot_optional].sort())
  const marketplace = read('docs/marketplace.md')
  expect([...bot, ...bot_optional].filter((scope) => !marketplace.includes(`\`${scope}\``))).toEqual([])
})

it('it states the periods for which the code keeps things', () => {
  const days = (ms: number) => `${ms / DAY} days`
  const kept = lines.find((line) => line.startsWith('Messages that were delivered'))
  expect(kept).toBe(
    `Messages that were delivered: ${days(KEPT.finished)}. Messages that could not be delivered: ${days(KEPT.failed)}. Answers to clicks: ${days(RECEIPTS_KEPT_FOR)}.`,
  )
  expect(lines.filter((line) => line.startsWith(`Suggestions: ${days(COUNTS_FOR)}. `))).toHaveLength(1)
  const grace = `after ${defaultSettings.graceDays} days`
  expect(lines.filter((line) => line.includes(grace))).toHaveLength(1)
  expect(installing.landing.promises.lines.filter((line) => line.includes(grace))).toHaveLength(1)
  const afterLeaving = `left Slack, for ${defaultSettings.forgetAfterDays} days`
  expect(lines.filter((line) => line.includes(afterLeaving))).toHaveLength(1)
  expect(installing.failed.lines.join()).toContain('within ten minutes')
  expect(STATE_LASTS).toBe(10 * 60_000)
})

it('what it says is not read cannot be: no scope, event or listener gives what people write', () => {
  expect(SCOPES.filter((scope) => /email|presence|search|files:read|mpim|users:read\./.test(scope))).toEqual(
    [],
  )
  expect(
    manifest.settings.event_subscriptions.bot_events.filter((event: string) => event.startsWith('message')),
  ).toEqual([])
})
