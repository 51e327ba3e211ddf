import type { EChartsType } from 'echarts/core'
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { useTheme } from '../theme.tsx'
import { loadEngine, type ChartOption, type Engine } from './load.ts'
import { readPalette, type Palette } from './palette.ts'
import { useOnPaper } from './printing.ts'

type ChartProps = {
  /** What the picture says, for those who don't see it. */
  label: string
  /** In CSS pixels, or as many as the width asks for. */
  height: number | ((width: number) => number)
  /** width in CSS pixels. */
  option: (palette: Palette, width: number) => ChartOption
  engine?: () => Promise<Engine>
  /** The same figures as a table; left out where it stands beside the chart anyway. */
  children?: ComponentChildren
}

/** Fine enough for paper, where screens have one pixel for each of the page's. */
const LEAST_RATIO = 2

/** A chart, redrawn when its size, the language or the appearance changes, over a table with its figures. */
export function Chart({ label, height, option, engine = loadEngine, children }: ChartProps) {
  const { t } = useLocale()
  const { dark } = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const [loaded, setLoaded] = useState<Engine | null>(null)
  const [width, setWidth] = useState(0)

  useEffect(() => {
    let wanted = true
    void engine().then((ready) => { if (wanted) setLoaded(ready) })
    return () => { wanted = false }
  }, [engine])

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])

  const draw = useCallback(() => {
    const element = place.current
    const wide = element === null ? 0 : Math.floor(element.clientWidth)
    if (element === null || loaded === null || wide === 0) return
    const high = typeof height === 'number' ? height : height(wide)
    element.style.height = `${high}px`
    chart.current ??= loaded.init(element, null, { renderer: 'canvas', devicePixelRatio: Math.max(LEAST_RATIO, devicePixelRatio) })
    chart.current.resize({ width: wide, height: high })
    const palette = readPalette(element)
    chart.current.setOption({
      animation: false, textStyle: { fontFamily: palette.font, color: palette.ink }, ...option(palette, wide),
    }, { notMerge: true })
    // Paper won't wait for the next frame.
    chart.current.getZr().flush()
  }, [loaded, option, height])

  useEffect(draw, [draw, width, dark])
  useOnPaper(draw)

  return (
    <figure class="chart">
      <div ref={place} role="img" aria-label={label} class="chart-place" style={{ height: `${typeof height === 'number' ? height : height(width)}px` }} />
      {children !== undefined && <details class="figures"><summary>{t.app.table}</summary>{children}</details>}
    </figure>
  )
}
