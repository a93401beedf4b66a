import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Name } from './dataset.ts'
import type { Formulas } from './formulas.ts'
import { setLines } from './formulas.ts'
import type { Template, Value } from './script.ts'

export type Script = {
  formulas: Formulas
  names: Readonly<Record<string, Name>>
  templates: readonly Template[]
  size: number
}

/** How often, how many at once, and from which number. */
export type Run = {
  url: string
  first: number
  count: number
  inFlight: number
  /** Sends without waiting whatever the app does; otherwise each statement waits for the one before. */
  pipelined: boolean
}

/** Where it usually is: on the PATH, or where Debian puts it. */
export const findPgbench = (): string | undefined => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : []
  return [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
    .map((directory) => join(directory, 'pgbench'))
    .find(existsSync)
}

/** @returns scripts a second, by pgbench's own count */
export const runPgbench = async (pgbench: string, script: Script, run: Run): Promise<number> => {
  const { lines, constants } = write(script, run)
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-pgbench-'))
  const file = join(directory, 'act.sql')
  writeFileSync(file, `${lines.join('\n')}\n`)
  const each = Math.ceil(run.count / run.inFlight)
  try {
    const { stdout } = await promisify(execFile)(pgbench, [
      ...['--no-vacuum', '--protocol=prepared', `--client=${run.inFlight}`, '--jobs=1'],
      ...[`--transactions=${each}`, `--file=${file}`],
      ...['-D', 'turn=-1', '-D', `size=${script.size}`, '-D', `first=${run.first}`],
      ...constants.flatMap((constant, index) => ['-D', `c${index}=${constant}`]),
      run.url,
    ])
    const rate = /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (!rate || !stdout.includes(`${each * run.inFlight}/${each * run.inFlight}`)) throw new Error(stdout)
    return Number(rate)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Constants are variables too, so that they stay parameters, as in the app's statements. */
const write = ({ formulas, names, templates }: Script, { inFlight, pipelined }: Run) => {
  const constants: string[] = []
  const constant = (text: string) => {
    // pgbench refuses empty variables.
    if (text === '') return `''`
    if (!constants.includes(text)) constants.push(text)
    return `:c${constants.indexOf(text)}`
  }
  const expression = (value: Value, type: string): string => {
    if (value === null) return 'null'
    const time = (afterStart: number) => `to_timestamp(:start + ${afterStart / 1_000})`
    const [only] = value
    if (value.length === 1 && only && 'constant' in only) return constant(only.constant)
    if (value.length === 1 && only && 'afterStart' in only) return time(only.afterStart)
    const pieces = value.flatMap((piece) => {
      if ('constant' in piece) return [constant(piece.constant)]
      if ('afterStart' in piece) return [time(piece.afterStart)]
      const { prefix, number } = names[piece.name] ?? { prefix: '', number: piece.name }
      return prefix ? [constant(prefix), `:${number}`] : [`:${number}`]
    })
    return `(${pieces.map((piece) => `${piece}::text`).join(' || ')})::${type}`
  }
  const statements = templates.map(({ text, values, types, together }) => {
    const said = text.replaceAll(/\$(\d+)/g, (_, n) =>
      expression(values[n - 1] ?? null, types[n - 1] ?? 'text'),
    )
    return { together: pipelined && together, line: `${said.trim().replace(/;$/, '')};` }
  })
  const turns = ['\\set turn :turn + 1', `\\set act :first + :turn * ${inFlight} + :client_id`]
  const groups: string[][] = []
  for (const { together, line } of statements) {
    if (together) groups.at(-1)?.push(line)
    else groups.push([line])
  }
  const said = groups.flatMap((group) =>
    group.length > 1 ? ['\\startpipeline', ...group, '\\endpipeline'] : group,
  )
  return { lines: [...turns, ...setLines(formulas), ...said], constants }
}
