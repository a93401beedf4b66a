import { execFile } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { build, copyOfSources } from './support/built-app.ts'

/** The app's sources with a `main.ts` that says something and ends. */
const sources = async (main: string): Promise<string> => {
  const home = await copyOfSources()
  onTestFinished(() => rm(home, { recursive: true }))
  await writeFile(join(home, 'src/main.ts'), main)
  return home
}

const says = (sentence: string) => `const sentence: string = '${sentence}'\nprocess.stdout.write(sentence)\n`

type Ended = { code: number; out: string; err: string }

const ended = (command: string, args: readonly string[], cwd: string) =>
  new Promise<Ended>((resolve) => {
    const child = execFile(command, args, { cwd }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

const npmStart = (home: string, ...args: string[]) => ended('npm', ['--silent', 'start', '--', ...args], home)

it('npm start builds first, so that what runs is never older than its sources', async () => {
  const home = await sources(`${says('one')}process.stdout.write(process.argv.slice(2).join())\n`)
  expect(await npmStart(home, '--fresh')).toEqual({ code: 0, out: 'one--fresh', err: '' })
  await writeFile(join(home, 'src/main.ts'), says('two'))
  expect(await npmStart(home)).toEqual({ code: 0, out: 'two', err: '' })
})

it('a build starts from any directory, and reports errors by their place in the sources', async () => {
  const home = await sources(`${says('here')}throw new Error('broken')\n`)
  await build(home)
  const { code, out, err } = await ended(
    process.execPath,
    ['--enable-source-maps', join(home, 'dist/main.js')],
    tmpdir(),
  )
  expect({ code, out }).toEqual({ code: 1, out: 'here' })
  expect(err).toContain('src/main.ts:3:7')
})

it('a build finds the program of the thread that works out what is busy in a calendar', async () => {
  const home = await sources(`
    import { expandElsewhere } from './calendar/feeds/expand.ts'
    const { expand, stop } = expandElsewhere(20_000)
    const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART:20260101T090000Z', 'DTEND:20260101T100000Z', 'END:VEVENT', 'END:VCALENDAR']
    const window = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 0, 2) }
    const expanded = await expand(lines.join('\\r\\n'), { window, zones: ['UTC'], ours: new Set() })
    await stop()
    process.stdout.write('busy' in expanded ? JSON.stringify([...expanded.busy]) : expanded.fault)`)
  await build(home)
  const nine = Date.UTC(2026, 0, 1, 9)
  expect(await ended(process.execPath, [join(home, 'dist/main.js')], tmpdir())).toEqual({
    ...{ code: 0, err: '' },
    out: JSON.stringify([['UTC', [{ start: nine, end: nine + 3_600_000 }]]]),
  })
})

it('an error in the sources stops the start and names its place', async () => {
  const home = await sources('const = 1')
  const { code, err } = await npmStart(home)
  expect(code).toBe(1)
  expect(err).toContain('src/main.ts:1:6')
})

it('a build holds the migrations under their names, the programs and the page, and nothing from an earlier build', async () => {
  const home = await sources(says('here'))
  const gone = '29990101000000_create_nothing'
  await writeFile(join(home, `migrations/${gone}.ts`), 'export const up = async () => {}\n')
  await build(home)
  const names = async (folder: string, ending: string) =>
    (await readdir(join(home, folder))).flatMap((file) => (file.endsWith(ending) ? file.slice(0, -3) : []))
  expect(await names('dist/migrations', '.js')).toContain(gone)
  await rm(join(home, `migrations/${gone}.ts`))
  await build(home)
  expect(await names('dist/migrations', '.js')).toEqual(await names('migrations', '.ts'))
  expect(await readdir(join(home, 'dist'))).toEqual(
    expect.arrayContaining(['main.js', 'migrate.js', 'deliveries-cli.js']),
  )
  expect((await readdir(join(home, 'dist/sandbox'))).sort()).toEqual(['icon.svg', 'main.css', 'main.js'])
})
