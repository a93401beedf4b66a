import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'

const run = promisify(execFile)

/** Copies with the system's own program: Node's takes ten times as long for a folder of packages. */
export const copy = (from: string, to: string) => run('cp', ['-R', from, to])

type Step = { instruction: string; rest: string }

/** The steps of a Dockerfile, one per line; each stage begins with its FROM. */
export const stepsOf = (dockerfile: string): Step[] =>
  dockerfile.split('\n').flatMap((line) => {
    const { instruction, rest } = /^(?<instruction>[A-Z]+) (?<rest>.+)$/.exec(line)?.groups ?? {}
    return instruction !== undefined && rest !== undefined ? [{ instruction, rest }] : []
  })

export type Image = {
  /** Stands for the last stage's working directory. */
  home: string
  env: { [name: string]: string }
  user: string | undefined
  command: string[]
  healthCheck: string[]
}

const words = (json: string): string[] => v.parse(v.array(v.string()), JSON.parse(json))

/**
 * Runs the steps of a Dockerfile in plain folders below `place`, one per stage. Enough for ours: every path is in the
 * working directory /app, and commands are JSON. Any other kind of step is refused.
 *
 * @param instead what to do in place of a RUN
 */
export const takeSteps = async (
  steps: readonly Step[],
  place: string,
  instead: { [command: string]: (home: string) => Promise<unknown> },
): Promise<Image> => {
  let image: Image | undefined
  for (const { instruction, rest } of steps) {
    if (instruction === 'FROM') {
      image = { home: join(place, / AS (\w+)$/.exec(rest)?.[1] ?? 'last'), ...nothingYet() }
      await mkdir(image.home)
      continue
    }
    if (image === undefined) throw new Error(`${instruction} before any FROM`)
    await take(instruction, rest, image, place, instead)
  }
  if (image === undefined) throw new Error('no stage')
  return image
}

const nothingYet = () => ({ env: {}, user: undefined, command: [], healthCheck: [] })

const take = async (
  instruction: string,
  rest: string,
  image: Image,
  place: string,
  instead: Parameters<typeof takeSteps>[2],
) => {
  const { home } = image
  if (instruction === 'RUN') {
    const other = instead[rest]
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...image.env }
    await (other ? other(home) : run('sh', ['-c', rest], { cwd: home, env }))
  } else if (instruction === 'COPY') {
    const { stage, paths } = /^(?:--from=(?<stage>\w+) )?(?<paths>.+)$/.exec(rest)?.groups ?? {}
    const [from, to] = [paths?.split(' ').slice(0, -1) ?? [], paths?.split(' ').at(-1) ?? '.']
    for (const path of from) {
      const source = stage === undefined ? path : join(place, stage, path.replace(/^\/app\//, ''))
      await copy(source, join(home, to === './' ? basename(path) : to))
    }
  } else if (instruction === 'ENV') {
    const [name = '', value = ''] = rest.split('=')
    image.env[name] = value
  } else if (instruction === 'USER') image.user = rest
  else if (instruction === 'CMD') image.command = words(rest)
  else if (instruction === 'HEALTHCHECK') image.healthCheck = words(rest.slice(rest.indexOf('[')))
  else if (!(instruction === 'WORKDIR' && rest === '/app') && instruction !== 'EXPOSE') {
    throw new Error(`${instruction} ${rest} is a step that this test does not know how to take`)
  }
}
