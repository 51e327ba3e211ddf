import type { Report } from '../client/wire.ts'

type PersonaMap = NonNullable<Report['map']>
export type Frame = { readonly x: readonly [low: number, high: number]; readonly y: readonly [low: number, high: number]; /** Pixels of one unit of the axes. */ readonly unit: number }

/** Room around the outermost points for their circles, as a part of the picture's side. */
const AIR = 0.12

/** A frame of width × height pixels that holds every centre and cell, with the same scale on both axes: only then is near on the picture near in truth. */
export function frameOf({ centres, cells, side }: Pick<PersonaMap, 'centres' | 'cells' | 'side'>, width: number, height: number): Frame {
  const points = [...centres, ...cells]
  const span = (of: (point: { x: number; y: number }) => number) => {
    const values = points.map(of)
    return [Math.min(...values) - side, Math.max(...values) + side] as const
  }
  const [x, y] = [span((point) => point.x), span((point) => point.y)]
  const inner = 1 - 2 * AIR
  const unit = Math.min((width * inner) / (x[1] - x[0]), (height * inner) / (y[1] - y[0]))
  const around = ([low, high]: readonly [number, number], pixels: number): [number, number] => [(low + high - pixels / unit) / 2, (low + high + pixels / unit) / 2]
  return { x: around(x, width), y: around(y, height), unit }
}
