import 'echarts/lib/chart/sankey'

export { init } from './engine.ts'
