import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { subcommands } from '../src/slack/commands/subcommands.ts'
import { callbackIds } from '../src/slack/ids.ts'
import { lackingAmong, SCOPES } from '../src/slack/oauth/scopes.ts'
import { usageLine } from '../src/slack/text/english/commands.ts'

type Manifest = {
  features: {
    slash_commands: { command: string; url: string; usage_hint: string; should_escape: boolean }[]
    shortcuts: { type: string; callback_id: string }[]
  }
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } }
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] }
    interactivity: { request_url: string; message_menu_options_url?: string }
  }
}

const manifest: Manifest = parse(readFileSync('manifest.yml', 'utf8'))
const { features, oauth_config, settings } = manifest

/** All source code of the Slack side. */
const source = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join('src/slack', path), 'utf8'))
  .join('\n')

const METHOD = /\bclient\s*\.\s*([a-z]+)\s*\.\s*([a-zA-Z]+)\(/g
const called = [...source.matchAll(METHOD)].map(([, family, name]) => `${family}.${name}`)
const methods = [...new Set(called)]

it.skipIf(!process.env.MANIFEST_SCHEMA)('the manifest keeps to Slack’s schema', () => {
  const schema = JSON.parse(readFileSync(process.env.MANIFEST_SCHEMA ?? '', 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { uri: true } })
  const validate = ajv.compile(schema)
  validate(manifest)
  expect(validate.errors).toBeNull()
  // The schema would say so if something were wrong.
  expect(validate({ ...manifest, features: { ...features, slash_commands: 'all' } })).toBe(false)
  expect(validate({ ...manifest, display_information: {} })).toBe(false)
})

it('its only command is /mentor, whose hint lists every subcommand as help does', () => {
  expect(features.slash_commands.map(({ command }) => command)).toEqual(['/mentor'])
  for (const subcommand of subcommands)
    expect(usageLine(subcommand).replace('/mentor my ', '/mentor ')).toMatch(`\`/mentor ${subcommand}`)
  const [mentor] = features.slash_commands
  expect(mentor?.should_escape).toBe(true)
  const hinted = mentor?.usage_hint.split('·').map((usage) => usage.trim().replace(/^my /, '').split(' ')[0])
  expect(hinted).toEqual([...subcommands])
})

it('its shortcuts are those that the app runs', () => {
  const { offerShortcut, sessionRequestShortcut, findShortcut, askAuthorShortcut, suggestShortcut } =
    callbackIds
  expect(features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
    ['global', offerShortcut],
    ['global', sessionRequestShortcut],
    ['global', findShortcut],
    ['message', askAuthorShortcut],
    ['message', suggestShortcut],
  ])
})

it('its events are those that the app listens to', () => {
  expect(settings.event_subscriptions.bot_events.toSorted()).toEqual(
    [...source.matchAll(/\bhear\('([^']+)'/g)].map(([, event]) => event).toSorted(),
  )
})

type Scopes = { required?: readonly string[]; optional?: readonly string[] }

/**
 * The bot scopes that Slack's reference lists for each method and kind of conversation that the app calls it for.
 * `optional`: without them the app goes on.
 */
const scopesOf: Readonly<Record<string, Scopes>> = {
  'auth.test': {},
  'chat.delete': { required: ['chat:write'] },
  'chat.postMessage': { required: ['chat:write'] },
  'chat.update': { required: ['chat:write'] },
  'conversations.history': { optional: ['channels:history', 'groups:history', 'im:history'] },
  'conversations.info': { optional: ['channels:read', 'groups:read'] },
  'conversations.open': { required: ['im:write'] },
  'conversations.replies': { optional: ['im:history'] },
  'files.completeUploadExternal': { optional: ['files:write'] },
  'files.getUploadURLExternal': { optional: ['files:write'] },
  'users.info': { required: ['users:read'] },
  'views.open': {},
  'views.publish': {},
  'views.push': {},
  'views.update': {},
}

it('its scopes are those that the app’s calls need, and no more; those it can do without are optional', () => {
  expect(methods.filter((method) => scopesOf[method] === undefined)).toEqual([])
  // A line for a method that nothing calls any more would ask for too much.
  expect(Object.keys(scopesOf).filter((method) => !methods.includes(method))).toEqual([])
  const listed = (of: keyof Scopes) => [...new Set(methods.flatMap((method) => scopesOf[method]?.[of] ?? []))]
  expect(oauth_config.scopes.bot.toSorted()).toEqual(['commands', ...listed('required')].toSorted())
  expect(oauth_config.scopes.bot_optional.toSorted()).toEqual(listed('optional').toSorted())
  // The pages on which the app is installed ask for the same.
  expect(SCOPES.toSorted()).toEqual(
    [...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional].toSorted(),
  )
  expect(lackingAmong([]).toSorted()).toEqual(listed('optional').toSorted())
})

it('Slack is told one address for everything', () => {
  const { event_subscriptions, interactivity } = settings
  const addresses = [
    ...features.slash_commands.map(({ url }) => url),
    event_subscriptions.request_url,
    interactivity.request_url,
    ...(source.includes('app.options(') ? [interactivity.message_menu_options_url] : []),
  ]
  expect(new Set(addresses)).toEqual(new Set(['https://mentorship.example.com/slack/events']))
})
