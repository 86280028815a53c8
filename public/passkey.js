// Passkeys (WebAuthn): shown where the browser has them, beside ways that need no script.

const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const toBase64Url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: fromBase64Url(one.id) }))

async function ask(path, body) {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const answer = await fetch(`/api/auth/passkey/${path}`, init)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer.json()
}

function described(credential) {
  const { response } = credential
  const part = (name, value) => (value ? { [name]: toBase64Url(value) } : {})
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      ...part('attestationObject', response.attestationObject),
      ...part('authenticatorData', response.authenticatorData),
      ...part('signature', response.signature),
      ...part('userHandle', response.userHandle),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  }
}

async function signIn() {
  const options = await ask('generate-authenticate-options')
  const publicKey = {
    ...options,
    challenge: fromBase64Url(options.challenge),
    userVerification: 'required',
    allowCredentials: withBytes(options.allowCredentials),
  }
  const credential = await navigator.credentials.get({ publicKey })
  await ask('verify-authentication', { response: described(credential) })
}

async function register(name) {
  const options = await ask('generate-register-options')
  const publicKey = {
    ...options,
    challenge: fromBase64Url(options.challenge),
    user: { ...options.user, id: fromBase64Url(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
  }
  const credential = await navigator.credentials.create({ publicKey })
  await ask('verify-registration', { response: described(credential), name })
}

function nameField(place) {
  const label = document.createElement('label')
  label.textContent = place.dataset.nameField
  const input = document.createElement('input')
  input.maxLength = 60
  input.autocomplete = 'off'
  label.append(input)
  const field = document.createElement('div')
  field.className = 'field'
  field.append(label)
  place.prepend(field)
  return input
}

for (const place of window.PublicKeyCredential ? document.querySelectorAll('[data-passkey]') : []) {
  const button = place.querySelector('button')
  const problem = place.querySelector('[data-passkey-failed]')
  const name = place.dataset.passkey === 'register' ? nameField(place) : null
  place.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    problem.hidden = true
    try {
      await (name === null ? signIn() : register(name.value.trim() || undefined))
      location.assign(place.dataset.next)
    } catch {
      problem.hidden = false
      button.disabled = false
    }
  })
}
