import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, vi } from 'vitest'
import { ConfigFault, readConfig } from '../../src/app/config.ts'
import { startSandbox } from '../../src/sandbox/start.ts'

it('A start from a file that holds no sandbox names the file and the way out, and starts nothing', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'))
  await writeFile(join(dataDir, 'sandbox.json'), '{')
  const serve = vi.fn()
  const nowhere = pathToFileURL(dataDir)
  const started = startSandbox({
    config: readConfig({ DATA_DIR: dataDir }),
    realClock: { now: () => 0 },
    log: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    manifest: nowhere,
    page: nowhere,
    fresh: false,
    serve,
    forget: vi.fn(),
    remember: vi.fn(),
  })
  await expect(started).rejects.toThrow(ConfigFault)
  await expect(started).rejects.toThrow(join(dataDir, 'sandbox.json'))
  await expect(started).rejects.toThrow('npm start -- --fresh')
  expect(serve).not.toHaveBeenCalled()
})
