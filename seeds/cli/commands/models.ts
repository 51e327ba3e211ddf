import { findPerson } from '../../../engine/customers/person.ts'
import { LotseError } from '../../../engine/errors.ts'
import type { ArtefactId } from '../../../engine/ids.ts'
import { canaryShare, setCanaryShare } from '../../../engine/recommender/canary.ts'
import type { ModelSummary } from '../../../engine/recommender/card.ts'
import { verifyMembership, wasTrainedOn } from '../../../engine/recommender/membership.ts'
import { getModel, listModels, modelCard } from '../../../engine/recommender/readModels.ts'
import { publishArtefact, rollBack, startCanary } from '../../../engine/recommender/registrySteps.ts'
import { setTrainingSeconds, trainingSeconds } from '../../../engine/recommender/trainingBudget.ts'
import type { LotseCommand, Options } from '../command.ts'
import { clock, withStore } from '../context.ts'
import type { Output } from '../output.ts'

const ACTIONS = ['list', 'card', 'publish', 'canary', 'rollback', 'share', 'budget', 'member'] as const
type Action = (typeof ACTIONS)[number]
const BY = 'cli'

function lineOf({ id, version, status, share, people, gate }: ModelSummary): string {
  return `${id}  ${version}  ${status}${share === null ? '' : ` ${share}`}  ${people ?? '?'} people  ${gate.passed ? 'passed' : 'failed'}: ${gate.reason}`
}

async function list(output: Output): Promise<void> {
  const { data } = await withStore((store) => listModels(store))
  output.result({ models: data }, () => (data.length === 0 ? ['No models yet: lotse run recommender'] : data.map(lineOf)))
}

async function move(output: Output, action: 'publish' | 'canary' | 'rollback', id: string, options: Options): Promise<void> {
  const reason = typeof options.reason === 'string' ? options.reason : null
  if (action === 'rollback' && reason === null) throw new LotseError('input', 'reason_missing', 'models rollback needs --reason: it stands in the card and in the audit.')
  const change = { actor: BY, reason: reason ?? 'by hand' }
  const model = await withStore(async (store) => {
    if (action === 'publish') await publishArtefact(store, id, change, clock())
    else if (action === 'canary') await startCanary(store, id, shareOf(options.share), change, clock())
    else await rollBack(store, id, change, clock())
    return getModel(store, id)
  })
  output.result(model, () => [lineOf(model)])
}

function shareOf(given: string | boolean | undefined): number {
  const share = typeof given === 'string' ? Number(given) : NaN
  if (!(share > 0 && share < 1)) throw new LotseError('input', 'invalid_share', 'Name a share between 0 and 1: --share 0.1')
  return share
}

/** For somebody who asks whether a model learned from them; a person who was erased is nobody. */
async function member(output: Output, id: string, userId: string): Promise<void> {
  const found = await withStore(async (store) => {
    const artefactId = (await getModel(store, id)).id as ArtefactId
    const person = await findPerson(store, { userId })
    if (person === null) throw new LotseError('missing', 'customer_unknown', 'There is nobody with this user id.')
    return { trainedOn: await wasTrainedOn(store, artefactId, person), ...await verifyMembership(store, artefactId) }
  })
  output.result(found, () => [found.trainedOn ? 'This model learned from this person.' : 'This model did not learn from this person.', found.intact ? 'The set agrees with its seal.' : 'The set does not agree with its seal, or is no longer kept.'])
}

export const modelsCommand: LotseCommand = {
  usage: 'models <action> [id] [userId]',
  description: `models: ${ACTIONS.join(', ')}. list · card <id> · publish <id> · canary <id> --share 0.1 · rollback <id> --reason … · share (of new models; --share sets it) · budget (of training; --seconds sets it) · member <id> <userId>`,
  options: [['--share <share>', 'of visitors, between 0 and 1'], ['--reason <words>', 'why; names nobody'], ['--seconds <n>', 'of training']],
  run: async (output, [given, id, userId], options) => {
    const action = ACTIONS.find((one): one is Action => one === given)
    if (action === undefined) throw new LotseError('input', 'unknown_action', `models ${String(given)}: use ${ACTIONS.join(', ')}.`)
    if (action === 'list') return list(output)
    if (action === 'share') {
      const share = await withStore(async (store) => {
        if (typeof options.share === 'string') await setCanaryShare(store, Number(options.share), BY, clock())
        return canaryShare(store.sql)
      })
      return output.result({ canaryShare: share }, () => [share === 0 ? 'A new model that passes its gate is published at once.' : `A new model that passes its gate is tried on ${share} of visitors.`])
    }
    if (action === 'budget') {
      const seconds = await withStore(async (store) => {
        if (typeof options.seconds === 'string') await setTrainingSeconds(store, Number(options.seconds), BY, clock())
        return trainingSeconds(store)
      })
      return output.result({ trainingSeconds: seconds }, () => [`Choosing and fitting a model may take ${seconds} planned seconds of two cores.`])
    }
    if (typeof id !== 'string') throw new LotseError('input', 'id_missing', `models ${action} needs the id that models list shows.`)
    if (action === 'card') {
      const card = await withStore((store) => modelCard(store, id, clock()))
      return output.result(card, () => [JSON.stringify(card, null, 2)])
    }
    if (action !== 'member') return move(output, action, id, options)
    if (typeof userId !== 'string') throw new LotseError('input', 'id_missing', 'models member needs the user id of the person who asks.')
    await member(output, id, userId)
  },
}
