import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const read = (path: string) => readFileSync(path, 'utf8')
const operating = read('docs/operating.md')

it('the operating guide says what needs each scope', () => {
  const { bot, bot_optional } = parse(read('manifest.yml')).oauth_config.scopes
  const scopes: string[] = [...bot, ...bot_optional]
  expect(scopes.filter((scope) => !operating.includes(`| \`${scope}\` `))).toEqual([])
})

it('the operating guide names every setting of a workspace', () => {
  const keys = [...read('src/domain/settings.ts').matchAll(/\bkey: '(\w+)'/g)].map(([, key]) => key)
  expect(keys.length).toBeGreaterThan(3)
  expect(keys.filter((key) => !new RegExp(`^\\|.*\`${key}\``, 'm').test(operating))).toEqual([])
})

it('each decision is titled with its own number', () => {
  for (const file of readdirSync('docs/decisions')) {
    expect(read(join('docs/decisions', file)), file).toMatch(`# ${Number(file.slice(0, 4))}. `)
  }
})

const pages = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

it.each(pages)('%s names scripts that exist, and links that lead somewhere', (page) => {
  const { scripts } = JSON.parse(read('package.json'))
  const named = [...read(page).matchAll(/npm run ([a-z][a-z:-]*)/g)].flatMap(([, name]) => name ?? [])
  // The changelog names scripts by their former names.
  const missing = named.filter((name) => !(name in scripts) && page !== 'CHANGELOG.md')
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, to]) => to ?? [])
  const lost = links.filter((to) => !/^https?:/.test(to) && !existsSync(join(dirname(page), to)))
  expect({ missing, lost }).toEqual({ missing: [], lost: [] })
})

it('the table of what proves what names tests that exist', () => {
  const rows = read('docs/testing.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const table = rows.slice(rows.findIndex((row) => row.includes('paths under `test/`')) + 1)
  const named = table.flatMap((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/`([\w./-]+)`/g)].map(([, path]) => path ?? ''),
  )
  const exists = (path: string) =>
    path === 'src/' ||
    ['', '.test.ts', '.types.test.ts'].some((ending) => existsSync(`test/${path}${ending}`))
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !exists(path))).toEqual([])
})

it('the threats of the security page name tests that exist', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[3] ?? '').matchAll(/`([a-z][\w-]*\/[\w./-]+)`/g)].map(([, path]) => path ?? ''),
  )
  const exists = (path: string) =>
    ['', '.test.ts', '.types.test.ts'].some((ending) => existsSync(`test/${path}${ending}`))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !exists(path))).toEqual([])
})

// Decisions tell of files that have gone since.
const current = pages.filter((page) => !page.startsWith('docs/decisions/'))

it.each(current)('%s names files that exist', (page) => {
  const named = [...read(page).matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)].flatMap(([, path]) => path ?? [])
  // The page about adding a feature names the files of one that is still to be written.
  const lost = named.filter(
    (path) =>
      !['', '.ts', '.test.ts'].some((ending) => existsSync(`${path}${ending}`)) && !path.includes('feedback'),
  )
  expect(lost).toEqual([])
})
