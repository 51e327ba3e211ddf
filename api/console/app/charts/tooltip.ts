import type { Palette } from './palette.ts'

/** Drawn on the canvas: a tooltip in HTML would need inline styles and would have to escape every name. */
export function tooltip(palette: Palette, formatter: (at: { dataIndex: number; seriesIndex: number }) => string) {
  return {
    trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: palette.surface, borderColor: palette.border, borderWidth: 1, padding: [8, 12],
    textStyle: { color: palette.ink, fontSize: 13, lineHeight: 20, fontFamily: palette.font }, formatter,
  }
}
