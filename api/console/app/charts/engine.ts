// The parts in use register themselves, so that the rest stays out of the bundle. Each comes from its own file: what two chunks took from `echarts/charts` would all be in one they share.
import 'echarts/lib/chart/bar'
import 'echarts/lib/chart/custom'
import 'echarts/lib/chart/line'
import 'echarts/lib/chart/scatter'
import 'echarts/lib/component/geo'
import 'echarts/lib/component/grid'
import 'echarts/lib/component/markLine'
import 'echarts/lib/component/tooltip'
import { init, registerMap, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

// Canvas, because the SVG renderer writes style attributes, which the policy forbids.
use([LabelLayout, CanvasRenderer])

export { init, registerMap }
