import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markOf } from './mark.ts'

/**
 * `WALLS_JOURNEYS=all npx vitest run --config test/vitest.config.ts test/proofs/walls/journeys` (about an hour), or a few of them by
 * their numbers: `WALLS_JOURNEYS=0,7`. For each place, only the journeys that run its statement are run. This works on
 * a copy of the files it needs and changes nothing in the tree.
 */
const asked = process.env.WALLS_JOURNEYS || undefined

const CONDITION = /\b(?:\w+\.)?workspace_id = (?::workspace\b|\w+\.workspace_id\b)/g

type Place = { file: string; index: number; length: number; line: number }

const places: Place[] = readdirSync('src/store', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .flatMap((name) => {
    const file = join('src/store', name)
    const source = readFileSync(file, 'utf8')
    return [...source.matchAll(CONDITION)].map(({ index, 0: found }) => {
      return { file, index, length: found.length, line: source.slice(0, index).split('\n').length }
    })
  })

const chosen = places
  .map((place, number) => ({ number, ...place }))
  .filter(({ number }) => asked === 'all' || asked?.split(',').includes(String(number)))

/** The chosen places, and the name of each journey that reaches them. */
type Journeys = ReadonlyMap<number, readonly { file: string; name: string }[]>

describe.skipIf(asked === undefined)('where the store forgets the workspace, the journeys', () => {
  let copy: string
  let reachedBy: Journeys
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'mentorship-walls-'))
    for (const name of ['src', 'migrations', 'test', 'manifest.yml', 'package.json', 'tsconfig.json']) {
      cpSync(name, join(copy, name), { recursive: true })
    }
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
    reachedBy = await journeysByPlace(copy)
  }, 1_200_000)
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  it.each(chosen)('still hold: $number, $file line $line', { timeout: 0 }, async (place) => {
    const journeys = reachedBy.get(place.number) ?? []
    process.stdout.write(`place ${place.number}: ${journeys.length} journeys ask it\n`)
    if (journeys.length === 0) return
    const names = journeys.map(({ name }) =>
      name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' > ', ' (> )?'),
    )
    const files = [...new Set(journeys.map(({ file }) => file))]
    const path = join(copy, place.file)
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, `${source.slice(0, place.index)}true${source.slice(place.index + place.length)}`)
    try {
      const options = ['--config', 'test/vitest.config.ts', '-t', `^(${names.join('|')})$`, ...files]
      expect(await run(copy, options)).toEqual({ passed: journeys.length, failed: [] })
    } finally {
      writeFileSync(path, source)
    }
  })
})

type Verdict = { passed: number; failed: string[] }

const run = async (copy: string, options: string[], env = {}): Promise<Verdict> => {
  const verdict = join(copy, 'verdict.json')
  const vitest = ['vitest', 'run', '--reporter=json', `--outputFile=${verdict}`, ...options]
  const settings = { cwd: copy, env: { ...process.env, WALLS_JOURNEYS: '', ...env }, maxBuffer: 100_000_000 }
  // The verdict says what failed.
  await promisify(execFile)('npx', vitest, settings).catch(() => {})
  const { numPassedTests: passed, testResults } = JSON.parse(readFileSync(verdict, 'utf8')) as {
    numPassedTests: number
    testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
  }
  rmSync(verdict)
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join(' ')}`)
  return { passed, failed }
}

/** Runs the journeys once with every place marked: a journey that never reaches a statement cannot break with it. */
const journeysByPlace = async (copy: string): Promise<Journeys> => {
  const sources = new Map(
    [...new Set(places.map(({ file }) => file))].map((file) => [file, readFileSync(file, 'utf8')]),
  )
  for (const [file, source] of sources) {
    const marked = source.replace(CONDITION, (condition, ...rest) => {
      const index = rest.find((one) => typeof one === 'number')
      return condition + markOf(places.findIndex((place) => place.file === file && place.index === index))
    })
    writeFileSync(join(copy, file), marked)
  }
  const reached = join(copy, 'reached.jsonl')
  const options = ['--config', 'test/proofs/walls/vitest.config.ts', 'test/journeys']
  expect((await run(copy, options, { WALLS_REACHED: reached })).failed).toEqual([])
  for (const [file, source] of sources) writeFileSync(join(copy, file), source)

  const reachedBy = new Map<number, { file: string; name: string }[]>()
  for (const line of readFileSync(reached, 'utf8').trim().split('\n')) {
    const {
      file,
      name,
      places: numbers,
    } = JSON.parse(line) as { file: string; name: string; places: number[] }
    for (const number of numbers) {
      reachedBy.set(number, [...(reachedBy.get(number) ?? []), { file: file.slice(copy.length + 1), name }])
    }
  }
  return reachedBy
}

it('the store’s conditions on the workspace are found', () => {
  expect(places.length).toBeGreaterThan(50)
})
