// Questions one at a time, on a form that is whole without this: answers and photos are kept as a draft with every
// change, and come back after a closed page or a lost signal.

const SIDE_MAX = 1600
const SAVE_MS = 250

/** Shows the first question of a form with steps, or the one where its draft stood. */
export async function openSteps(page, outbox) {
  const form = page.querySelector('[data-steps]')
  if (!form || form.live) return
  form.live = true
  form.dataset.live = ''
  const { person } = page.dataset
  form.dataset.draft = `list:${page.dataset.organisation}:${person}`
  const steps = [...form.querySelectorAll('[data-step]')]
  const back = form.querySelector('[data-back]')
  const next = form.querySelector('[data-next]')
  const main = form.querySelector('[data-main]')
  const progress = form.querySelector('[data-progress]')
  let at = 0
  let timer = 0

  const save = async () => {
    await outbox.drafts.save({ id: form.dataset.draft, person, fields: await stepFields(form), step: at })
    form.dataset.saved = String(at)
  }
  const show = (wanted) => {
    at = Math.max(0, Math.min(steps.length - 1, wanted))
    steps.forEach((step, index) => (step.hidden = index !== at))
    back.hidden = at === 0
    next.hidden = at === steps.length - 1
    main.hidden = at !== steps.length - 1
    progress.hidden = false
    progress.textContent = `${at + 1} / ${steps.length}`
    scrollTo(0, 0)
  }
  const isWhole = () =>
    [...steps[at].querySelectorAll('input, select, textarea')].every((field) => field.reportValidity())
  /** True where every step is answered; else the first that is not is shown. */
  form.isWhole = () => {
    const wrong = steps.findIndex((step) => step.querySelector(':invalid:not(fieldset)') !== null)
    if (wrong === -1) return true
    show(wrong)
    return isWhole()
  }
  const onward = () => {
    if (!isWhole()) return
    show(at + 1)
    void save()
    steps[at].querySelector('legend, h2')?.focus()
  }
  next.addEventListener('click', onward)
  back.addEventListener('click', () => show(at - 1))
  form.addEventListener('keydown', (event) => {
    if (
      event.key !== 'Enter' ||
      event.target.tagName === 'TEXTAREA' ||
      next.hidden ||
      event.target.tagName === 'BUTTON'
    )
      return
    event.preventDefault()
    onward()
  })
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), SAVE_MS)
  })
  form.addEventListener('change', async (event) => {
    if (event.target.type === 'file') await shrink(event.target)
    showPhotos(form)
    guide(form)
    await save()
  })

  const draft = await outbox.drafts.read(form.dataset.draft)
  if (draft?.person === person) restore(form, draft.fields)
  showPhotos(form)
  guide(form)
  form.noValidate = true
  show(draft?.person === person ? draft.step : 0)
}

/** A form's pairs, without files that were not chosen. */
export async function stepFields(form) {
  return [...new FormData(form)].filter(([, value]) => typeof value === 'string' || value.size > 0)
}

/** A photo of a phone is far larger than a thin signal carries: its longer side comes down to 1600 pixels. */
async function shrink(input) {
  const [photo] = input.files
  if (!photo) return
  try {
    const whole = await createImageBitmap(photo, { imageOrientation: 'from-image' })
    const scale = Math.min(1, SIDE_MAX / Math.max(whole.width, whole.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(whole.width * scale)
    canvas.height = Math.round(whole.height * scale)
    canvas.getContext('2d').drawImage(whole, 0, 0, canvas.width, canvas.height)
    whole.close()
    const smaller = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    if (smaller && smaller.size < photo.size) put(input, new File([smaller], 'photo.jpg', { type: 'image/jpeg' }))
  } catch {
    // A picture this browser cannot read may still be one for the server.
  }
}

function put(input, file) {
  const carrier = new DataTransfer()
  carrier.items.add(file)
  input.files = carrier.files
}

function restore(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name]
    if (!field) continue
    if (typeof value !== 'string')
      put(field, value instanceof File ? value : new File([value], 'photo.jpg', { type: value.type }))
    else if (field instanceof RadioNodeList) field.value = value
    else if (field.type !== 'hidden') field.value = value
  }
}

/** What was taken is seen at once. */
function showPhotos(form) {
  for (const input of form.querySelectorAll('input[type=file]')) {
    const picture = input.parentElement.querySelector('img')
    const [photo] = input.files
    if (picture.src.startsWith('blob:')) URL.revokeObjectURL(picture.src)
    picture.hidden = !photo
    if (photo) picture.src = URL.createObjectURL(photo)
  }
}

/** The usual price of the kind chosen, for one unit of the weight given; and first facts only where they are not known. */
function guide(form) {
  const chosen = form.elements.category.value
  const usual = form.querySelector(`[data-usual="${CSS.escape(chosen)}"]`)
  const grams = Number(form.elements.netGrams.value)
  for (const line of form.querySelectorAll('[data-usual]')) line.hidden = line !== usual
  const unit = form.querySelector('[data-unit-price]')
  unit.hidden = !usual || !(grams > 0)
  if (usual && grams > 0) {
    const yuan = (fen) => ((Number(fen) * grams) / 500 / 100).toFixed(2)
    unit.textContent = unit.dataset.words
      .replace('{low}', yuan(usual.dataset.low))
      .replace('{high}', yuan(usual.dataset.high))
  }
  const known = form.dataset.known.split(' ').includes(chosen)
  for (const first of form.querySelectorAll('[data-first]')) {
    const needed = first.dataset.first === 'always' || !known
    first.hidden = !needed
    for (const field of first.querySelectorAll('input, select')) field.disabled = !needed
  }
}
