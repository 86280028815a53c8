// Comforts for public pages, which are complete without them.

class QuantityStepper extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    if (!input || this.querySelector('button')) return
    const button = (text, label, step) => {
      const made = document.createElement('button')
      made.type = 'button'
      made.textContent = text
      made.setAttribute('aria-label', label)
      made.addEventListener('click', () => {
        if (step > 0) input.stepUp()
        else input.stepDown()
        input.dispatchEvent(new Event('change', { bubbles: true }))
      })
      return made
    }
    const fewer = button('−', this.dataset.fewer, -1)
    const more = button('+', this.dataset.more, 1)
    const bound = () => {
      fewer.disabled = input.value !== '' && Number(input.value) <= Number(input.min)
      more.disabled = input.max !== '' && Number(input.value) >= Number(input.max)
    }
    input.addEventListener('change', bound)
    this.prepend(fewer)
    this.append(more)
    bound()
  }
}

/** Sends its form when a value changed, in place of the button inside. */
class SubmitOnChange extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button[value]')
    button.hidden = true
    this.onchange = () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => button.form.requestSubmit(button), 500)
    }
  }
}

class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.querySelector('button')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = this.dataset.copy
    button.setAttribute('aria-live', 'polite')
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(this.dataset.text)
      button.textContent = this.dataset.copied
      setTimeout(() => (button.textContent = this.dataset.copy), 2000)
    })
    this.append(button)
  }
}

/** Offers names of goods while one types; without it the field searches all the same. */
class SearchSuggest extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    const list = this.querySelector('datalist')
    if (!input || !list) return
    input.setAttribute('list', list.id)
    input.autocomplete = 'off'
    input.addEventListener('input', () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.ask(input.value.trim(), list), 120)
    })
  }
  async ask(typed, list) {
    if (typed === '' || typed === this.asked) return
    this.asked = typed
    const answer = await fetch(`/api/market/suggestions?q=${encodeURIComponent(typed)}`).catch(() => null)
    if (!answer?.ok || this.asked !== typed) return
    const { terms } = await answer.json()
    list.replaceChildren(
      ...terms.map(({ term }) => {
        const option = document.createElement('option')
        option.value = term
        // Browsers hide what does not hold the typed letters: pinyin finds Chinese by what stands beside it.
        option.label = term.includes(typed) ? '' : typed
        return option
      }),
    )
  }
}

class RegionSelect extends HTMLElement {
  connectedCallback() {
    this.selects = [...this.querySelectorAll('select')]
    this.selects.forEach((select, at) => select.addEventListener('change', () => this.fill(at)))
    const button = this.querySelector('button')
    if (button) button.hidden = true
  }

  /** Empties the levels below, asks for the next; if that fails the button is back. */
  async fill(at) {
    const [chosen, next, ...below] = this.selects.slice(at)
    if (!next) return
    for (const select of [next, ...below]) this.options(select, [])
    if (!chosen.value) return
    next.disabled = true
    try {
      const answer = await fetch(`${this.dataset.source}?parent=${encodeURIComponent(chosen.value)}`)
      if (!answer.ok) throw new Error(`regions answered ${answer.status}`)
      const regions = await answer.json()
      if (chosen.value) this.options(next, regions)
    } catch {
      const button = this.querySelector('button')
      if (button) button.hidden = false
    } finally {
      next.disabled = false
    }
  }

  options(select, regions) {
    select.replaceChildren(
      new Option(this.dataset.choose, ''),
      ...regions.map(({ value, label }) => new Option(label, value)),
    )
  }
}

/** Adds up what a party costs while one chooses who comes. */
class PartySum extends HTMLElement {
  connectedCallback() {
    const line = document.createElement('p')
    line.className = 'sum total'
    const [label, sum] = [document.createElement('span'), document.createElement('output')]
    label.textContent = this.dataset.label
    line.append(label, sum)
    this.append(line)
    const add = () => {
      const costs = [...this.querySelectorAll('[data-fen]')].map(
        (one) => Number(one.dataset.fen) * Number(one.querySelector('input').value || 0),
      )
      sum.textContent = `¥${(costs.reduce((all, one) => all + one, 0) / 100).toFixed(2)}`
    }
    this.addEventListener('change', add)
    this.addEventListener('input', add)
    add()
  }
}

/** Counts down what is left of a hold; once it is over the page is asked again. */
class TimeLeft extends HTMLElement {
  connectedCallback() {
    const begun = performance.now()
    const tell = () => {
      const seconds = Number(this.dataset.seconds) - (performance.now() - begun) / 1000
      if (seconds <= 0) return location.reload()
      const minutes = Math.floor(seconds / 60)
      this.textContent = minutes < 1 ? this.dataset.last : this.dataset.many.replace('{n}', String(minutes))
      this.timer = setTimeout(tell, Math.min(20, seconds + 1) * 1000)
    }
    tell()
  }
  disconnectedCallback() {
    clearTimeout(this.timer)
  }
}

customElements.define('party-sum', PartySum)
customElements.define('time-left', TimeLeft)
customElements.define('quantity-stepper', QuantityStepper)
customElements.define('copy-text', CopyText)
customElements.define('submit-on-change', SubmitOnChange)
customElements.define('search-suggest', SearchSuggest)
customElements.define('region-select', RegionSelect)

// Once nobody is signed in, nothing of the grower's pages stays in the phone.
if ('caches' in self && !/(?:^|; )terrace_grower=/.test(document.cookie)) void caches.delete('terrace-grow-pages')
