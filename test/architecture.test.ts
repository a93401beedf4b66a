import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, onTestFinished, test } from 'vitest'

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

test('every module keeps to the arrows of the house', async () => {
  const { modules, summary } = await look(['src', 'migrations'])
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  // It passes over files that it cannot parse without a word: each of ours must be among what it saw, with imports.
  const seen = modules.filter(({ source }) => /^(src|migrations)\/.*\.tsx?$/.test(source))
  expect(seen.map(({ source }) => source).sort()).toEqual(
    [...sources('src'), ...sources('migrations')].sort(),
  )
  expect(seen.length).toBeGreaterThan(150)
  expect(seen.filter(({ dependencies }) => dependencies.length > 0).length).toBeGreaterThan(120)
})

/** One import for each arrow that would cross it: who, whom, and how. */
const violations: [rule: string, from: string, to: string, line?: string][] = [
  ['no-circles', 'src/service/a.ts', 'src/service/b.ts'],
  ['domain-is-pure', 'src/domain/pure.ts', 'src/store/rows.ts'],
  ['domain-is-pure', 'src/domain/late.ts', 'node_modules/valibot/index.js'],
  ['dayjs-lives-in-time', 'src/service/late.ts', 'node_modules/dayjs/index.js'],
  ['store-knows-the-domain-only', 'src/store/curious.ts', 'src/service/use-case.ts'],
  ['service-knows-store-and-domain', 'src/service/eager.ts', 'src/slack/app.ts'],
  ['worker-is-given-its-sender', 'src/worker/loop.ts', 'src/slack/deliveries/deliver.ts'],
  ['slack-goes-through-services', 'src/slack/short-cut.ts', 'src/store/rows.ts'],
  ['views-are-pure', 'src/slack/views/card.ts', 'src/service/use-case.ts'],
  ['views-are-pure', 'src/slack/views/bolted.ts', 'node_modules/@slack/bolt/index.js'],
  ['calendar-knows-the-domain-only', 'src/calendar/file.ts', 'src/store/rows.ts'],
  ['calendar-files-live-in-calendar', 'src/slack/file.ts', 'node_modules/ical-generator/index.js'],
  ['sql-lives-in-store', 'src/service/raw.ts', 'node_modules/knex/index.js'],
  ['bolt-lives-in-slack', 'src/service/post.ts', 'node_modules/@slack/web-api/index.js'],
  ['production-never-needs-the-sandbox', 'src/slack/lazy.ts', 'src/sandbox/start.ts', 'await import('],
  ['main-imports-the-sandbox-only-when-asked', 'src/main.ts', 'src/sandbox/start.ts'],
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
  return how === 'await import('
    ? `export const it = await import('${name}')\n`
    : `import { it } from '${name}'\nexport const own = it\n`
}

test('every rule finds the import that breaks it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-arrows-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const write = (path: string, text: string) => {
    mkdirSync(join(directory, dirname(path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  for (const [, , to] of violations) {
    write(to, 'export const it = 1\n')
    if (to.startsWith('node_modules')) write(join(dirname(to), 'package.json'), '{"main":"index.js"}')
  }
  for (const [, from, to, how = 'import'] of violations) write(from, importing(from, to, how))
  write('src/service/b.ts', importing('src/service/b.ts', 'src/service/a.ts', 'import'))

  const { summary } = await look(['src'], { baseDir: directory })
  const found = new Set(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`))
  for (const [rule, from, to] of violations) expect.soft(found).toContain(`${rule}: ${from} → ${to}`)
  const planted = new Set(violations.map(([rule]) => rule))
  expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
})
