import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, it, onTestFinished } from 'vitest'

const config: { forbidden: { name: string }[] } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

const look = async (paths: string[], options: ICruiseOptions = {}): Promise<ICruiseResult> => {
  const rules = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
  const { output } = await cruise(
    paths,
    { ...rules, ...options },
    {},
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  if (typeof output === 'string') throw new Error('a report where a result was asked for')
  return output
}

const sources = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${directory}/${path.replaceAll('\\', '/')}`)

it('every module keeps to the arrows of the house', async () => {
  const { modules, summary } = await look(['src', 'migrations'])
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  // It silently skips files that it cannot parse, so each of ours must be among those it saw, with imports.
  const seen = modules.filter(({ source }) => /^(src|migrations)\/.*\.tsx?$/.test(source))
  expect(seen.map(({ source }) => source).sort()).toEqual(
    [...sources('src'), ...sources('migrations')].sort(),
  )
  expect(seen.length).toBeGreaterThan(150)
  expect(seen.filter(({ dependencies }) => dependencies.length > 0).length).toBeGreaterThan(120)
})

/** One import that would break each arrow: from where, of what, and how. */
const violations: [rule: string, from: string, to: string, line?: string][] = [
  ['no-circles', 'src/service/a.ts', 'src/service/b.ts'],
  ['no-circles', 'src/service/type-a.ts', 'src/service/type-b.ts', 'import type'],
  ['domain-is-pure', 'src/domain/pure.ts', 'src/store/rows.ts'],
  ['domain-is-pure', 'src/domain/late.ts', 'node_modules/valibot/index.js'],
  ['dayjs-lives-in-time', 'src/service/late.ts', 'node_modules/dayjs/index.js'],
  ['store-knows-the-domain-only', 'src/store/curious.ts', 'src/service/use-case.ts'],
  ['service-knows-store-and-domain', 'src/service/eager.ts', 'src/slack/app.ts'],
  ['worker-is-given-its-sender', 'src/worker/loop.ts', 'src/slack/deliveries/deliver.ts'],
  ['slack-goes-through-services', 'src/slack/short-cut.ts', 'src/store/rows.ts'],
  ['views-are-pure', 'src/slack/views/card.ts', 'src/service/use-case.ts'],
  ['views-are-pure', 'src/slack/views/bolted.ts', 'node_modules/@slack/bolt/index.js'],
  ['a-language-is-chosen-at-the-top', 'src/slack/views/worded.ts', 'src/slack/text/english/labels.ts'],
  ['a-language-is-chosen-at-the-top', 'src/app/late.ts', 'src/slack/text/english/english.ts'],
  ['a-language-words-the-time', 'src/slack/modals/timed.ts', 'src/domain/time/zone-names.ts'],
  ['calendar-knows-the-domain-only', 'src/calendar/file.ts', 'src/store/rows.ts'],
  ['calendar-files-live-in-calendar', 'src/slack/file.ts', 'node_modules/ical-generator/index.js'],
  ['report-files-know-the-domain-only', 'src/report/drawn.ts', 'src/store/rows.ts'],
  ['report-files-live-in-report', 'src/slack/drawn.ts', 'node_modules/echarts/index.js'],
  ['sql-lives-in-store', 'src/service/raw.ts', 'node_modules/knex/index.js'],
  ['bolt-lives-in-slack', 'src/service/post.ts', 'node_modules/@slack/web-api/index.js'],
  ['production-never-needs-the-sandbox', 'src/slack/lazy.ts', 'src/sandbox/start.ts', 'await import('],
  ['main-imports-the-sandbox-only-when-asked', 'src/main.ts', 'src/sandbox/start.ts'],
  ['the-sandbox-has-one-door', 'src/main.ts', 'src/sandbox/keeping.ts', 'await import('],
  ['the-local-slack-stands-alone', 'src/sandbox/slack/state/late.ts', 'src/domain/time/time.ts'],
  ['the-local-slack-stands-alone', 'src/sandbox/slack/parsed.ts', 'node_modules/valibot/index.js'],
  ['the-local-slack-stands-alone', 'src/sandbox/slack/seeded.ts', 'src/sandbox/first-day/workspace.ts'],
  ['the-sandbox-meets-the-app-at-its-start', 'src/sandbox/page-server/eager.ts', 'src/slack/app.ts'],
  ['the-sandbox-starts-through-the-composition-root', 'src/sandbox/start.ts', 'src/service/use-case.ts'],
  ['the-page-runs-in-the-browser', 'src/sandbox/page/app.ts', 'src/sandbox/slack/state/state.ts'],
  ['nothing-needs-the-top', 'src/slack/upwards.ts', 'src/app/wiring.ts'],
]

const importing = (from: string, to: string, how: string) => {
  const bare = /^node_modules\/((?:@\w+\/)?[\w-]+)\//.exec(to)?.[1]
  const name = bare ?? `${'../'.repeat(from.split('/').length - 1)}${to}`
  if (how === 'await import(') return `export const it = await import('${name}')\n`
  if (how === 'import type') return `import type { It } from '${name}'\nexport type Own = It\n`
  return `import { it } from '${name}'\nexport const own = it\n`
}

it('every rule finds the import that breaks it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-arrows-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const write = (path: string, text: string) => {
    mkdirSync(join(directory, dirname(path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  for (const [, , to] of violations) {
    write(to, 'export const it = 1\nexport type It = typeof it\n')
    if (to.startsWith('node_modules')) write(join(dirname(to), 'package.json'), '{"main":"index.js"}')
  }
  for (const [, from] of violations) {
    const planted = violations.filter(([, other]) => other === from)
    write(from, planted.map(([, , to, how = 'import']) => importing(from, to, how)).join(''))
  }
  write('src/service/b.ts', importing('src/service/b.ts', 'src/service/a.ts', 'import'))
  write('src/service/type-b.ts', importing('src/service/type-b.ts', 'src/service/type-a.ts', 'import type'))

  const { summary } = await look(['src'], { baseDir: directory })
  const found = new Set(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`))
  for (const [rule, from, to] of violations) expect.soft(found).toContain(`${rule}: ${from} → ${to}`)
  const planted = new Set(violations.map(([rule]) => rule))
  expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
})

/** What no import gives away: `found` in the words of a module, which only those at `at` may have. */
const words: Record<string, { found: RegExp; at: RegExp }> = {
  'the environment is read by the configuration': {
    found: /\bprocess(\.|\?\.|\[')env\b|\benv\b[^{}]*\} = process\b|from '(node:)?process'/,
    at: /^src\/app\/config\.ts$/,
  },
  'the one real clock is main.ts’s': {
    found:
      /\bDate\.now\b|\bnew Date(?!\w|\()|\bnew Date\(\)|(?<!new |[\w.])Date\(|\bdayjs(\.utc)?\(\)|\btimeOrigin\b/,
    at: /^src\/main\.ts$/,
  },
  'the domain waits for nothing': { found: /\b(await|async|Promise)\b/, at: /^(?!src\/domain\/)/ },
  'SQL lives in the store': {
    found:
      /\/\* sql \*\/|[`'"]\s*(select\s|insert into\s|update \w+ set\s|delete from\s|with \w+ as \()|\.raw\(|\bknex[(.]/,
    at: /^(src\/store\/|migrations\/)/,
  },
  'nobody else reaches into Knex or its driver': {
    found: /\b(knex|trx|db)\.client\b|\bReflect\.get\b/,
    at: /^src\/store\/sql\/insides\.ts$/,
  },
}

/** Comments may speak of anything, but for the mark of SQL. */
const withoutComments = (text: string) => text.replace(/\/\*(?! sql \*\/)[\s\S]*?\*\/|(?<![:'"`])\/\/.*/g, '')

const broken = (path: string, text: string): string[] =>
  Object.entries(words)
    .filter(([, { found, at }]) => !at.test(path) && found.test(withoutComments(text)))
    .map(([rule]) => `${rule}: ${path}`)

it('what imports do not show is in its place too', () => {
  const paths = [...sources('src'), ...sources('migrations'), 'knexfile.ts']
  expect(paths.flatMap((path) => broken(path, readFileSync(path, 'utf8')))).toEqual([])
  // Each rule matches something where it is allowed, which shows that it looks for code as it is really written.
  for (const [rule, { found, at }] of Object.entries(words)) {
    const allowed = paths.filter((path) => at.test(path) && found.test(readFileSync(path, 'utf8')))
    expect.soft(allowed, rule).not.toEqual([])
  }
})

it.each([
  ['the environment is read by the configuration', 'src/slack/app.ts', 'const on = process.env.DEBUG'],
  ['the environment is read by the configuration', 'src/main.ts', 'const { env } = process'],
  ['the environment is read by the configuration', 'src/main.ts', `import { env } from 'node:process'`],
  ['the one real clock is main.ts’s', 'src/service/act.ts', 'const now = Date.now()'],
  ['the one real clock is main.ts’s', 'src/sandbox/start.ts', 'const clock = { now: Date.now }'],
  ['the one real clock is main.ts’s', 'src/slack/app.ts', 'const now = new Date()'],
  ['the one real clock is main.ts’s', 'src/slack/app.ts', 'const now = +new Date'],
  ['the one real clock is main.ts’s', 'src/domain/time/time.ts', 'const now = dayjs.utc()'],
  ['the domain waits for nothing', 'src/domain/member.ts', 'export const meet = async () => {}'],
  ['SQL lives in the store', 'src/service/act.ts', 'const read = /* sql */ `select 1`'],
  ['SQL lives in the store', 'src/worker/lane.ts', 'const read = `\n  select id from deliveries`'],
  ['SQL lives in the store', 'src/deliveries-cli.ts', `await db.raw('vacuum')`],
  ['SQL lives in the store', 'src/app/wiring.ts', `const all = knex('members')`],
  ['nobody else reaches into Knex or its driver', 'src/store/cards.ts', 'knex.client.acquireConnection()'],
])('the rule that %s catches, in %s: %s', (rule, path, line) => {
  expect(broken(path, `// Date.now() in a comment is fine\n${line}\n`)).toContain(`${rule}: ${path}`)
  expect(broken(path, `// Date.now(), process.env\n/** a knex('x') */\n`)).toEqual([])
})
