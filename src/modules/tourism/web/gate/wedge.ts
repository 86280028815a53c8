// A scanner that types like a keyboard: signs closer together than any finger, then Enter. Keys are read by their place on the
// keyboard, so an input method that is switched to Chinese spoils nothing.

/** No finger is so quick. */
const BETWEEN_MS = 60
/** So long a phone that is busy, or a scanner without a wire, may stop in the middle of what was quick until then. */
const PAUSE_MS = 500
const LENGTH_MIN = 8

const signOf = (code: string): string | null => {
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code) ?? []
  return letter ?? digit ?? (code === 'Minus' || code === 'NumpadSubtract' ? '-' : null)
}

/** Reads keys one by one, each with its moment in milliseconds; gives a text with the key that ends it, else null. */
export function scannerReader(): (code: string, at: number) => string | null {
  let typed = ''
  let last = 0
  return (code, at) => {
    const isScanner = typed.length >= LENGTH_MIN
    if (at - last >= (isScanner ? PAUSE_MS : BETWEEN_MS)) typed = ''
    last = at
    if (code !== 'Enter' && code !== 'NumpadEnter') {
      typed += signOf(code) ?? ''
      return null
    }
    const text = typed
    typed = ''
    return text.length < LENGTH_MIN ? null : text
  }
}

/** Listens until it is stopped. What a person types into a field is left alone. */
export function listenToScanner(found: (text: string) => void): () => void {
  const read = scannerReader()
  const listen = (event: KeyboardEvent) => {
    const text = read(event.code, event.timeStamp)
    if (text === null) return
    event.preventDefault()
    event.stopPropagation()
    const field = document.activeElement
    if (field instanceof HTMLInputElement) field.value = ''
    found(text)
  }
  document.addEventListener('keydown', listen, { capture: true })
  return () => document.removeEventListener('keydown', listen, { capture: true })
}
