// Aids beside a field, only where the browser has them: speaking instead of typing, and reading a barcode from a photo.
import { spokenFen, spokenGrams, spokenNumber } from './spoken.js'

const Recognition = self.SpeechRecognition ?? self.webkitSpeechRecognition

/** What was said, as the field wants it; null where it holds no such thing. */
const readings = {
  text: (said) => said.trim().replace(/[。.]$/, '') || null,
  number: spokenNumber,
  grams: spokenGrams,
  yuan: (said) => {
    const fen = spokenFen(said)
    return fen === null ? null : (fen / 100).toFixed(2)
  },
}

const MICROPHONE =
  '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/></svg>'

/** Puts the aids below every field that takes them; fields that have theirs are left alone. */
export function addAids(page, words) {
  for (const field of page.querySelectorAll('[data-voice], [data-scan]')) {
    const label = field.closest('.grow-field')
    const aids = label.nextElementSibling?.matches('.grow-aids')
      ? label.nextElementSibling
      : document.createElement('div')
    if (aids.childElementCount > 0 && aids.dataset.live === 'yes') continue
    aids.className = 'grow-aids'
    aids.replaceChildren()
    if (field.dataset.voice && Recognition) aids.append(microphone(field, aids, words))
    if (field.matches('[data-scan]') && 'BarcodeDetector' in self) aids.append(scanner(field, aids, words))
    if (aids.childElementCount === 0) continue
    field.aids = true
    // Kept as a mark of this page's life: markup that was stored has buttons without it.
    aids.dataset.live = 'yes'
    label.after(aids)
  }
}

function say(aids, text) {
  aids.querySelector('p')?.remove()
  if (text === '') return
  const line = document.createElement('p')
  line.role = 'status'
  line.textContent = text
  aids.append(line)
}

function microphone(field, aids, words) {
  const button = document.createElement('button')
  button.type = 'button'
  button.innerHTML = MICROPHONE
  button.append(words.voice.start)
  button.setAttribute('aria-pressed', 'false')
  let listening = null
  button.addEventListener('click', () => {
    if (listening) return listening.stop()
    listening = new Recognition()
    listening.lang = words.lang
    listening.maxAlternatives = 5
    button.setAttribute('aria-pressed', 'true')
    say(aids, words.voice.listening)
    let heard = false
    listening.onresult = ({ results }) => {
      const value = [...results[0]]
        .map(({ transcript }) => readings[field.dataset.voice](transcript))
        .find((one) => one !== null)
      if (value === undefined) return
      heard = true
      field.value = field.tagName === 'TEXTAREA' && field.value !== '' ? `${field.value} ${value}` : String(value)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
    listening.onend = () => {
      listening = null
      button.setAttribute('aria-pressed', 'false')
      say(aids, heard ? '' : words.voice.failed)
    }
    listening.start()
  })
  return button
}

function scanner(field, aids, words) {
  const label = document.createElement('label')
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.capture = 'environment'
  input.className = 'unseen'
  label.append(words.scan, input)
  input.addEventListener('change', async () => {
    const [photo] = input.files
    if (!photo) return
    const found = await readBarcode(photo).catch(() => null)
    say(aids, found === null ? words.scanFailed : '')
    if (found !== null) field.value = found
  })
  return label
}

async function readBarcode(photo) {
  const picture = await createImageBitmap(photo)
  const [found] = await new self.BarcodeDetector().detect(picture)
  picture.close()
  return found?.rawValue ?? null
}
