import { breaks, breaksAt, type Check, type Fields, fitsShape, isFields, listOf, ofShape, oneOf, shape, string } from './check.ts'
import { extensions, iri, languageMap } from './special.ts'

// xAPI 1.0.3, Data 2.4.4.1, Interaction Types.
const interactionTypes = ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other']

const component = ofShape(shape('Data 2.4.4.1', { 'id!': string('Data 2.4.4.1', (text) => text !== '', 'an id'), description: languageMap }))
const componentList = listOf('Data 2.4.4.1', component)

// xAPI 1.0.3, Data 2.4.4.1, Interaction Components: within a list all ids are distinct.
const components: Check = (value, look) => {
  componentList(value, look)
  if (!Array.isArray(value)) return
  const seen = new Set<unknown>()
  value.forEach((one, index) => {
    const id = isFields(one) ? one.id : undefined
    if (id !== undefined && seen.has(id)) breaksAt(look, index, 'Data 2.4.4.1: ids of a list of components are distinct')
    seen.add(id)
  })
}

const definitionShape = shape('Data 2.4.4.1', {
  name: languageMap,
  description: languageMap,
  type: iri,
  moreInfo: iri,
  interactionType: oneOf('Data 2.4.4.1', interactionTypes),
  correctResponsesPattern: listOf('Data 2.4.4.1', string('Data 2.4.4.1')),
  choices: components,
  scale: components,
  source: components,
  target: components,
  steps: components,
  extensions,
})

const ofInteractions = ['correctResponsesPattern', 'choices', 'scale', 'source', 'target', 'steps']

export const definition: Check = (value, look) => {
  if (!fitsShape(definitionShape, value, look)) return
  // xAPI 1.0.3, Data 2.4.4.1, Interaction Activities: interactionType is required.
  if (value.interactionType === undefined && ofInteractions.some((name) => value[name] !== undefined)) {
    breaks(look, 'Data 2.4.4.1: an interaction activity says its interactionType')
  }
}

// xAPI 1.0.3, Data 2.4.4.1: an Activity has an id (IRI), and "Activity" as objectType when it says one.
export const activity: Check = ofShape(shape('Data 2.4.4.1', { objectType: oneOf('Data 2.4.4.1', ['Activity']), 'id!': iri, definition }))

// xAPI 1.0.3, Data 2.4.4: if not specified, the objectType is assumed to be Activity.
export function isActivity(value: Fields): boolean {
  return value.objectType === undefined || value.objectType === 'Activity'
}
