import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Locked = {
  version: string
  integrity?: string
  resolved?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  optionalDependencies?: Record<string, string>
}

const { '': _app, ...packages }: Record<string, Locked> = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
).packages
const locked = Object.entries(packages)

/** Binaries of tools that only check the sources, on platforms for which nobody locked them (docs/security.md). */
const unpinned = /^node_modules\/(@biomejs\/cli|@oxc-parser\/binding)-/

it('every locked package has a checksum, except binaries of two tools on other platforms', () => {
  const loose = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
  const unexpected = loose.filter(
    ([path, { dev, optional, os }]) => !(unpinned.test(path) && dev && optional && os),
  )
  expect(unexpected.map(([path]) => path)).toEqual([])
  expect(loose.map(([path]) => path)).not.toContain('node_modules/@biomejs/cli-linux-x64')
  expect(loose.map(([path]) => path)).not.toContain('node_modules/@oxc-parser/binding-linux-x64-gnu')
})

it('no package is bound to the registry from which it came', () => {
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})

it('a package’s binaries are locked for every platform, because npm ci refuses a lockfile without them', () => {
  const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
