import { defaultAsOf } from '../../../engine/jobs/runs.ts'
import { clock, withStore } from '../../cli/context.ts'
import type { Study } from '../study.ts'
import { evaluatePersonas } from './evaluatePersonas.ts'
import { personasLines } from './lines.ts'
import { materialHelp, readMaterial } from './read.ts'
import { shopMaterial } from './shopMaterial.ts'

/** Personas on real data: are they there again, do they say what comes next, do they follow what nobody may be grouped by? */
export const personas: Study = {
  name: 'personas', help: `${materialHelp}; without a path the shop in the database`, optional: true,
  run: async (path, seed, progress) => {
    const material = path === '' ? await withStore(async (store) => shopMaterial(store, await defaultAsOf(store, clock()), clock())) : await readMaterial(path, progress)
    const evaluation = await evaluatePersonas(material, seed, progress)
    return { value: evaluation, lines: () => personasLines(evaluation) }
  },
}
