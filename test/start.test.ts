import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** The app's tree, to be changed at will, with a `main.ts` that says something and ends. */
const tree = async (main: string): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'mentorship-start-'))
  onTestFinished(() => rm(home, { recursive: true }))
  for (const name of ['src', 'migrations', 'package.json', 'package-lock.json']) {
    await cp(name, join(home, name), { recursive: true })
  }
  await symlink(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
  await writeFile(join(home, 'src/main.ts'), main)
  return home
}

const says = (sentence: string) => `const sentence: string = '${sentence}'\nprocess.stdout.write(sentence)\n`

const started = async (home: string, ...args: string[]) => {
  const child = spawn(process.execPath, [join(home, 'src/start.js'), ...args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk)
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  return { code, ...said }
}

const bundles = (home: string) => readdir(join(home, 'dist'))

test('what was bundled is never older than its sources, and one bundle is kept', {
  timeout: 60_000,
}, async () => {
  const home = await tree(says('one'))
  expect(await started(home)).toEqual({ code: 0, out: 'one', err: '' })
  const first = await bundles(home)
  expect(first).toHaveLength(1)
  expect((await started(home)).out).toBe('one')
  expect(await bundles(home)).toEqual(first)

  await writeFile(join(home, 'src/main.ts'), says('two'))
  expect((await started(home)).out).toBe('two')
  await writeFile(join(home, 'package-lock.json'), '{}')
  expect((await started(home)).out).toBe('two')
  expect(await bundles(home)).toHaveLength(1)
  expect(await bundles(home)).not.toEqual(first)
})

test('several that start at once all start', { timeout: 60_000 }, async () => {
  const home = await tree(says('here'))
  const all = await Promise.all(Array.from({ length: 4 }, () => started(home)))
  expect(all).toEqual(all.map(() => ({ code: 0, out: 'here', err: '' })))
  expect(await bundles(home)).toHaveLength(1)
})

test('where nothing can be written the app starts from its sources, and says so', {
  timeout: 60_000,
}, async () => {
  const home = await tree(says('here'))
  await writeFile(join(home, 'dist'), 'no folder')
  const { code, out, err } = await started(home)
  expect({ code, out }).toEqual({ code: 0, out: 'here' })
  expect(err).toMatch(/^The app starts from its sources, which takes some seconds more: ENOTDIR/)
})

test('a fault in the sources ends the start with its place', { timeout: 60_000 }, async () => {
  const home = await tree('const = 1')
  const { code, err } = await started(home)
  expect(code).toBe(1)
  expect(err).toContain('src/main.ts:1:6')
  expect(await bundles(home)).toEqual([])
})

test('what breaks is told by its place in the sources', { timeout: 60_000 }, async () => {
  const home = await tree(`${says('here')}throw new Error('broken')\n`)
  const { code, err } = await started(home)
  expect(code).toBe(1)
  expect(err).toContain('src/main.ts:3:7')
})

test('a build makes the bundle and starts nothing', { timeout: 60_000 }, async () => {
  const home = await tree(says('here'))
  expect(await started(home, '--build')).toEqual({ code: 0, out: '', err: '' })
  expect(await bundles(home)).toHaveLength(1)
})
