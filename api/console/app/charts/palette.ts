/** Colours as the style sheet has them at this moment, for the charts, which can't read it themselves. */
export type Palette = {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly rest: string
  readonly more: string
  readonly less: string
  readonly sea: string
  readonly land: string
  readonly border: string
  readonly font: string
  readonly persona: (hue: number) => string
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: colour('ink'), muted: colour('muted'), line: colour('line'), surface: colour('surface'), accent: colour('accent'), rest: colour('rest'),
    more: colour('more'), less: colour('less'), sea: colour('sea'), land: colour('land'), border: colour('border'), font: style.fontFamily,
    persona: (hue) => colour(`hue-${hue}`),
  }
}
