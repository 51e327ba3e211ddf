import type { EChartsCoreOption, EChartsType } from 'echarts/core'

/** What draws comes as files of their own, after the page's words: not every page has a chart, and few have flows. */
export type Engine = { readonly init: (element: HTMLElement, theme: null, options: { renderer: 'canvas'; devicePixelRatio: number }) => EChartsType }
export type ChartOption = EChartsCoreOption

export const loadEngine = (): Promise<Engine> => import('./engine.ts')
export const loadFlowEngine = (): Promise<Engine> => import('./flowEngine.ts')
