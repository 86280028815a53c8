// A scanner that types like a keyboard: signs closer together than any finger, then Enter. Keys are read by their place on the
// keyboard, so an input method that is switched to Chinese spoils nothing.

const BETWEEN_MS = 60
const LENGTH_MIN = 8

const signOf = (code: string): string | null => {
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code) ?? []
  return letter ?? digit ?? (code === 'Minus' || code === 'NumpadSubtract' ? '-' : null)
}

/** Listens until it is stopped. What a person types into a field is left alone. */
export function listenToScanner(found: (text: string) => void): () => void {
  let typed = ''
  let last = 0
  const listen = (event: KeyboardEvent) => {
    const quick = event.timeStamp - last < BETWEEN_MS
    last = event.timeStamp
    if (!quick) typed = ''
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      if (typed.length < LENGTH_MIN) return
      event.preventDefault()
      event.stopPropagation()
      const text = typed
      typed = ''
      const field = document.activeElement
      if (field instanceof HTMLInputElement) field.value = ''
      found(text)
      return
    }
    typed += signOf(event.code) ?? ''
  }
  document.addEventListener('keydown', listen, { capture: true })
  return () => document.removeEventListener('keydown', listen, { capture: true })
}
