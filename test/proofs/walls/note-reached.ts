import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { afterEach, expect } from 'vitest'
import { markIn } from './mark.ts'

const { query } = pg.Client.prototype
const reached = new Set<number>()

pg.Client.prototype.query = function noted(this: pg.Client, ...args: unknown[]) {
  const [asked] = args
  for (const place of markIn(typeof asked === 'string' ? asked : JSON.stringify(asked))) reached.add(place)
  return Reflect.apply(query, this, args)
} as typeof query

/** A line per test: its file, its name and the places that it reached. */
afterEach(() => {
  const { testPath, currentTestName } = expect.getState()
  const line = JSON.stringify({ file: testPath, name: currentTestName, places: [...reached] })
  appendFileSync(process.env.WALLS_REACHED ?? '', `${line}\n`)
  reached.clear()
})
