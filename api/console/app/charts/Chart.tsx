import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'
import { useTheme } from '../theme.tsx'
import { init, type ChartOption } from './engine.ts'
import { readPalette, type Palette } from './palette.ts'

type ChartProps = {
  /** What the picture says, for those who don't see it. */
  label: string
  height: number
  /** width in CSS pixels. */
  option: (palette: Palette, width: number) => ChartOption
  /** The same figures as a table. */
  children: ComponentChildren
}

/** A chart, redrawn when its size, the language or the appearance changes, over a table with its figures. */
export function Chart({ label, height, option, children }: ChartProps) {
  const { t } = useLocale()
  const { dark } = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  const [width, setWidth] = useState(0)

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

  useEffect(() => {
    const element = place.current
    if (element === null || width === 0) return
    chart.current ??= init(element, null, { renderer: 'canvas' })
    chart.current.resize({ width, height })
    const palette = readPalette(element)
    chart.current.setOption({
      animation: false, textStyle: { fontFamily: palette.font, color: palette.ink }, ...option(palette, width),
    }, { notMerge: true })
  }, [option, width, height, dark])

  return (
    <figure class="chart">
      <div ref={place} role="img" aria-label={label} class="chart-place" style={{ height: `${height}px` }} />
      <details class="figures"><summary>{t.app.table}</summary>{children}</details>
    </figure>
  )
}
