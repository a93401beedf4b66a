import { describe, expect, it } from 'vitest'
import type { Chart, Slide } from '../../src/domain/programme/chart.ts'
import { pngOf, svgOf, writing } from '../../src/report/picture.ts'

const chart = (kind: Chart['kind'], points: number, names = 1): Chart => ({
  kind,
  title: 'Sessions held',
  categories: Array.from({ length: points }, (_, at) => `${at} ${'long name '.repeat(9)}<&>"`),
  series: Array.from({ length: names }, (_, at) => ({
    name: `Series ${at}`,
    values: Array.from({ length: points }, (_, point) => (point % 4 === 1 ? null : 5 * point)),
  })),
  says: '',
})

const slide = (points: number): Slide => ({
  title: 'Mentoring in the last 90 days',
  subtitle: 'Until Sun 22 Nov',
  charts: [chart('bars', points, 2), chart('line', points), chart('bars', points, 2)],
  few: '< 5',
  empty: 'Fewer than 5 so far',
})

/** Width and height stand after the signature and the length and name of the first part (w3.org/TR/png). */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) })

describe('a picture for slides', () => {
  it.each([0, 1, 12, 60])('shows %i points', async (points) => {
    const png = await pngOf(slide(points))
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(sizeOf(png)).toEqual({ width: 1600, height: 900 })
    const svg = svgOf(slide(points))
    expect(svg.includes('Fewer than 5 so far')).toBe(points < 1)
    expect(svg.includes('&lt; 5')).toBe(points === 12)
    expect(svg).not.toMatch(/<image|href=|<script/)
  })

  it('has a number above each bar, grouped as on its axis, unless there are too many bars', () => {
    const numbered = (points: number) => svgOf({ ...slide(points), charts: [chart('bars', points)] })
    const thousands = { ...chart('bars', 1), series: [{ name: 'One', values: [12_345] }] }
    expect(svgOf({ ...slide(1), charts: [thousands] })).toContain('>12,345<')
    expect(numbered(12)).toContain('&lt; 5')
    expect(numbered(60)).not.toContain('&lt; 5')
  })

  it('knows what it has no letters for', async () => {
    const canWrite = await writing()
    for (const text of ['SQL & co', 'Zoë', 'Лидерство', 'قيادة الفرق', 'ניהול צוות', 'E\u030a', 'a\u200db'])
      expect(canWrite(text), text).toBe(true)
    for (const text of ['机器学习', 'データ分析', '한국어', 'हिन्दी', 'SQL と', '🚀 Launches'])
      expect(canWrite(text), text).toBe(false)
  })

  it('is the same for the same numbers', async () => {
    const [one, other] = [await pngOf(slide(12)), await pngOf(slide(12))]
    expect(one.equals(other)).toBe(true)
  })
})
