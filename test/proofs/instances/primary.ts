/**
 * The app in several processes: `primary.ts <how many serve> <inside|apart|none>`. Those that serve are a cluster of
 * `src/main.ts` behind one port, whose connections Node deals out in turn; with `apart` a further process delivers, and
 * nothing else does. Sends its parent the port once all have started, and ends with them when its parent disconnects.
 */
import { spawn } from 'node:child_process'
import cluster from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))
const execArgv = ['--import', 'tsx']
const [, , serving, worker] = process.argv

cluster.setupPrimary({ exec: main, args: [], execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
const instances = Array.from({ length: Number(serving) }, () =>
  cluster.fork({ WORKERS: worker === 'inside' ? 'on' : 'off' }),
)
const workers =
  worker === 'apart'
    ? [
        spawn(process.execPath, [...execArgv, main], {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, WORKERS: 'only' },
        }),
      ]
    : []
const processes = [...instances.map((instance) => instance.process), ...workers]
const ended = Promise.all(processes.map((one) => once(one, 'exit')))

let isStopping = false
const stop = async (exitCode: number) => {
  if (isStopping) return
  isStopping = true
  for (const one of processes) one.kill('SIGTERM')
  await ended
  process.exit(exitCode)
}
process.once('disconnect', () => stop(0))
// A process that ends by itself failed to start, or broke: stderr gives the reason.
for (const one of processes) one.once('exit', () => stop(1))

const [listening] = await Promise.all([
  Promise.all(instances.map((instance) => once(instance, 'listening'))),
  Promise.all(workers.map(({ stdout }) => once(stdout, 'data'))),
])
process.send?.(listening[0]?.[0].port)
