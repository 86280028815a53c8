import { objectOf, type Json, type JsonObject } from './model.ts'
import type { Element } from './xml-elements.ts'
import { attributesOf, valueOf } from './xml-values.ts'

// Master data in a document's header: vocabularies of elements with attributes and children.

const attribute = (element: Element, name: string): string =>
  attributesOf(element).find(({ uri, local }) => uri === '' && local === name)?.value ?? ''

const named = (element: Element, local: string): Element[] =>
  element.children.filter((child) => child.uri === '' && child.local === local)

/** The value of a master data attribute, without the `id` that names it. */
function attributeValue(element: Element): Json {
  const rest = element.attributes.filter(({ uri, local }) => uri !== '' || local !== 'id')
  return valueOf({ ...element, attributes: rest })
}

function vocabularyElement(element: Element): JsonObject {
  const attributes = named(element, 'attribute').map((one) => ({
    id: attribute(one, 'id'),
    attribute: attributeValue(one),
  }))
  const children = named(element, 'children').flatMap((list) => named(list, 'id').map((id) => id.text.trim()))
  return objectOf([
    ['id', attribute(element, 'id')],
    ...(attributes.length === 0 ? [] : [['attributes', attributes] as const]),
    ...(children.length === 0 ? [] : [['children', children] as const]),
  ])
}

/** `EPCISMasterData` as JSON writes it. */
export function masterDataOf(element: Element): JsonObject {
  const vocabularies = named(element, 'VocabularyList').flatMap((list) => named(list, 'Vocabulary'))
  return {
    vocabularyList: vocabularies.map((vocabulary) => ({
      type: attribute(vocabulary, 'type'),
      vocabularyElementList: named(vocabulary, 'VocabularyElementList').flatMap((list) =>
        named(list, 'VocabularyElement').map(vocabularyElement),
      ),
    })),
  }
}
