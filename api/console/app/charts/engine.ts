import { BarChart, CustomChart, ScatterChart } from 'echarts/charts'
import { GeoComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, registerMap, use, type EChartsCoreOption } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

// The parts in use, so that the rest stays out of the bundle. Canvas, because the SVG renderer writes style attributes, which the policy forbids.
use([BarChart, CustomChart, ScatterChart, GeoComponent, GridComponent, MarkLineComponent, TooltipComponent, LabelLayout, CanvasRenderer])

export { init, registerMap }
export type ChartOption = EChartsCoreOption
