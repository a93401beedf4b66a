import { readFile } from 'node:fs/promises'

export type PageFiles = { script: string; style: string; icon: string }

/** The page, as `npm run build` left it in this folder. */
export const readPage = async (folder: URL): Promise<PageFiles> => {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8')
  const [script, style, icon] = await Promise.all([read('main.js'), read('main.css'), read('icon.svg')])
  return { script, style, icon }
}
