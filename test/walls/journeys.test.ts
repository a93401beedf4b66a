import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * `WALLS_JOURNEYS=all npx vitest run --config test/vitest.config.ts test/walls` (about a minute each), or a few of them
 * by their numbers: `WALLS_JOURNEYS=0,7`. What it needs of the tree is copied; nothing is changed where it stands.
 */
const asked = process.env.WALLS_JOURNEYS

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

describe.skipIf(asked === undefined)('the journeys, where the store forgets the workspace', () => {
  let copy: string
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'mentorship-walls-'))
    for (const name of ['src', 'migrations', 'test', 'manifest.yml', 'package.json', 'tsconfig.json']) {
      cpSync(name, join(copy, name), { recursive: true })
    }
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(chosen)(
    'still hold: $number, $file line $line',
    { timeout: 0 },
    async ({ file, index, length }) => {
      const path = join(copy, file)
      const source = readFileSync(path, 'utf8')
      writeFileSync(path, `${source.slice(0, index)}true${source.slice(index + length)}`)
      try {
        const vitest = ['vitest', 'run', '--config', 'test/vitest.config.ts', 'test/journeys']
        const said = await promisify(execFile)('npx', vitest, { cwd: copy }).then(
          () => 'green',
          ({ stdout }: { stdout: string }) => stdout,
        )
        expect(said).toBe('green')
      } finally {
        writeFileSync(path, source)
      }
    },
  )
})

test('every statement of the store says of which workspace it speaks', () => {
  expect(places.length).toBeGreaterThan(50)
})
