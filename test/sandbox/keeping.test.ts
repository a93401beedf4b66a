import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sandboxSeed } from '../../src/sandbox/first-day/workspace.ts'
import { KeepingFault, type Kept, keeper, readKept } from '../../src/sandbox/keeping.ts'
import { shiftingClock } from '../../src/sandbox/shifting-clock.ts'
import { birthOf } from '../../src/sandbox/slack/state/state.ts'

const directory = () => mkdtemp(join(tmpdir(), 'sandbox-'))
const failed = (error: unknown) => {
  throw error
}

it('What was written is read back whole, and no half-written file remains', async () => {
  const dir = await directory()
  const path = join(dir, 'deeper', 'sandbox.json')
  const kept: Kept = {
    slack: birthOf(sandboxSeed, 'kept'),
    ahead: 3_600_000,
    read: { U1: { D1: '1.000100' } },
  }
  const keeping = keeper(path, () => kept, failed)
  await Promise.all([keeping.flush(), keeping.flush()])
  expect(await readKept(path)).toEqual(kept)
  expect(await readdir(join(dir, 'deeper'))).toEqual(['sandbox.json'])
})

it('Nothing is read where nothing was kept', async () => {
  expect(await readKept(join(await directory(), 'sandbox.json'))).toBeUndefined()
})

it.each(['', '{', '{"version":2}', '{"version":1,"ahead":-1,"read":{},"slack":{}}', '[]'])(
  'A file that says %j is left alone, and the error says how to start over',
  async (text) => {
    const path = join(await directory(), 'sandbox.json')
    await writeFile(path, text)
    const start = readKept(path)
    await expect(start).rejects.toThrow(KeepingFault)
    await expect(start).rejects.toThrow('npm start -- --fresh')
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

it('The clock goes on from where it was, and never backwards', () => {
  const clock = shiftingClock({ now: () => 1000 }, 500)
  clock.forward(60)
  clock.forward(-1000)
  expect(clock.now()).toBe(1560)
  expect(clock.ahead()).toBe(560)
})
