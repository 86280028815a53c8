import { SaxesParser, type SaxesTagNS } from 'saxes'
import { EpcisError, fail } from './fault.ts'
import { LIMITS, type Limits } from './model.ts'

/** A part of an XML document, held only while it is small: an event, a head. */
export type Element = {
  uri: string
  local: string
  attributes: { uri: string; local: string; value: string }[]
  children: Element[]
  text: string
}

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const XMLNS = 'http://www.w3.org/2000/xmlns/'
/** Its prefix is always `xml`, and declared nowhere. */
export const XML = 'http://www.w3.org/XML/1998/namespace'

/** What is told of the document while it streams by. */
export type Visitor = {
  /** Prefixes as they are declared. */
  namespace(prefix: string, uri: string): void
  /** Whether to gather this element whole and hand it to `gathered`; otherwise it is entered. */
  gathers(element: Element, ancestors: readonly string[]): boolean
  entered(element: Element, ancestors: readonly string[]): void
  /** `characters` is about how many the element was made of. */
  gathered(element: Element, ancestors: readonly string[], characters: number): void
}

const ATTRIBUTES_MAX = 1_000

export type XmlPush = { push(text: string): void; end(): void }

function elementOf(tag: SaxesTagNS, visitor: Visitor): Element {
  const element: Element = { uri: tag.uri, local: tag.local, attributes: [], children: [], text: '' }
  const attributes = Object.values(tag.attributes)
  if (attributes.length > ATTRIBUTES_MAX) fail('too_many', '', 'an element has too many attributes')
  for (const { uri, local, prefix, value } of attributes) {
    if (uri === XMLNS) visitor.namespace(prefix === '' ? '' : local, value)
    else element.attributes.push({ uri, local, value })
  }
  return element
}

/**
 * A streaming reader of XML without entities: a document type with declarations in it or elsewhere is refused before any is
 * read, so nothing can be expanded or fetched. Only what the visitor gathers is held.
 */
export function xmlReader(visitor: Visitor, limits: Limits = LIMITS): XmlPush {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const names: string[] = []
  let open: Element[] = []
  let held = 0
  let rooted = false
  // What the parser itself holds back, waiting for the end of a text, a comment or a tag.
  let waiting = 0

  const hold = (characters: number): void => {
    held += characters
    if (held > limits.eventCharactersMax) fail('too_large', '', 'one part of the document is longer than the limit')
  }
  const addText = (text: string): void => {
    const last = open.at(-1)
    if (last === undefined) return
    hold(text.length)
    last.text += text
  }

  parser.on('doctype', (doctype) => {
    if (/\[|\bSYSTEM\b|\bPUBLIC\b/.test(doctype)) fail('doctype', '', 'document types with declarations are refused')
  })
  parser.on('error', (error) => fail('not_xml', '', error.message))
  const told = (): void => {
    waiting = 0
  }
  parser.on('text', (text) => {
    told()
    addText(text)
  })
  parser.on('cdata', (text) => {
    told()
    addText(text)
  })
  parser.on('comment', told)
  parser.on('processinginstruction', told)
  parser.on('opentag', (tag) => {
    rooted = true
    told()
    const element = elementOf(tag, visitor)
    if (names.length + open.length >= limits.depthMax) fail('too_deep', '', 'elements are nested too deeply')
    const parent = open.at(-1)
    if (parent !== undefined || visitor.gathers(element, names)) {
      hold(element.local.length + element.attributes.reduce((sum, { value }) => sum + value.length + 20, 40))
      parent?.children.push(element)
      open.push(element)
      return
    }
    visitor.entered(element, names)
    names.push(element.local)
  })
  parser.on('closetag', () => {
    told()
    const closed = open.pop()
    if (closed === undefined) names.pop()
    else if (open.length === 0) {
      const characters = held
      held = 0
      open = []
      visitor.gathered(closed, names, characters)
    }
  })

  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (error instanceof EpcisError) throw error
      fail('not_xml', '', error instanceof Error ? error.message : 'not XML')
    }
  }
  return {
    push: (text) => {
      waiting += text.length
      guarded(() => parser.write(text))
      if (waiting > Math.max(limits.eventCharactersMax, text.length))
        fail('too_large', '', 'one part of the document is longer than the limit')
    },
    end: () => {
      guarded(() => parser.close())
      if (!rooted) fail('not_xml', '', 'there is no element')
    },
  }
}
