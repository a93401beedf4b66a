import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { BarChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Slide } from '../domain/programme/chart.ts'
import { lettersOf } from './letters.ts'
import { optionsOf } from './options.ts'

/** In pixels: 16 to 9, as slides are. */
const SIZE = { width: 1600, height: 900 }

use([BarChart, LineChart, GraphicComponent, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** The slide as SVG: drawn without a browser, the same bytes for the same numbers. */
export const svgOf = (slide: Slide): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE })
  try {
    chart.setOption(optionsOf(slide, SIZE))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

/** Its letters come from a package: there may be no font on a server. */
const loaded = async () => {
  const { resolve } = createRequire(import.meta.url)
  const [wasm, regular, bold] = await Promise.all(
    [
      '@resvg/resvg-wasm/index_bg.wasm',
      'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
      'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
    ].map((path) => readFile(resolve(path))),
  )
  if (!wasm || !regular || !bold) throw new Error('a file that draws pictures is missing')
  await initWasm(wasm)
  return { fonts: [regular, bold], canWrite: lettersOf(regular) }
}

let tools: ReturnType<typeof loaded> | undefined
const toolsOf = () => {
  tools ??= loaded()
  return tools
}

/** Whether a picture can show that text: there are no letters for every script. */
export const writing = async (): Promise<(text: string) => boolean> => (await toolsOf()).canWrite

/** A picture of the charts for slides, as PNG. The first one takes longer: it loads the fonts and the renderer. */
export const pngOf = async (slide: Slide): Promise<Buffer> => {
  const { fonts } = await toolsOf()
  const drawn = new Resvg(svgOf(slide), {
    background: '#ffffff',
    font: { fontBuffers: fonts, defaultFontFamily: 'DejaVu Sans' },
  }).render()
  try {
    return Buffer.from(drawn.asPng())
  } finally {
    drawn.free()
  }
}
