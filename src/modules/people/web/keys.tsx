import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { useActionData, useLoaderData } from 'react-router'
import { Button, Field } from '../../../web/kit/form.tsx'
import { CopyText } from '../../../web/kit/page.tsx'
import { askAuth, dayOf, failed, formFields, langOf, personOf, succeeded } from './account.ts'
import { AccountFrame, Outcome } from './frame.tsx'
import { faultSentence, words } from './words.ts'

type ApiKey = { id: string; name: string | null; start: string | null; createdAt: string; lastRequest: string | null }

export async function loader(args: LoaderFunctionArgs) {
  personOf(args)
  const answer = await askAuth(args, '/api-key/list')
  const body = answer.ok ? (answer.body as { apiKeys?: ApiKey[] } | ApiKey[]) : []
  const keys = Array.isArray(body) ? body : (body.apiKeys ?? [])
  return {
    lang: langOf(args),
    keys: keys.map(({ id, name, start, createdAt, lastRequest }) => ({ id, name, start, createdAt, lastRequest })),
  }
}

export async function action(args: ActionFunctionArgs) {
  personOf(args)
  const fields = await formFields(args.request)
  const lang = langOf(args)
  if (fields.intent === 'remove') {
    const gone = await askAuth(args, '/api-key/delete', { keyId: fields.keyId ?? '' })
    return gone.ok ? succeeded(words[lang].done) : failed(gone.fault)
  }
  const name = fields.name?.trim() ?? ''
  if (name === '' || name.length > 32) return failed(faultSentence(lang, 'INVALID_NAME_LENGTH'), fields)
  const made = await askAuth(args, '/api-key/create', { name })
  if (!made.ok) return failed(made.fault, fields)
  return succeeded(words[lang].keyMade, made.headers, String(made.body.key))
}

export default function KeysPage() {
  const { lang, keys } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const say = words[lang]
  return (
    <AccountFrame title={say.keys} place="keys">
      <p>{say.keysLead}</p>
      <Outcome result={result} />
      {result?.secret && <CopyText text={result.secret} lang={lang} />}
      {keys.length === 0 && <p className="soft">{say.noKeys}</p>}
      <ul className="list">
        {keys.map((key) => (
          <li key={key.id}>
            <div className="about">
              <strong>{key.name ?? say.unnamed}</strong> <code>{key.start}…</code>
              <p className="soft">
                {say.addedOn(dayOf(key.createdAt, lang))} ·{' '}
                {key.lastRequest ? say.keyUsed(dayOf(key.lastRequest, lang)) : say.keyUnused}
              </p>
            </div>
            <form method="post">
              <input type="hidden" name="keyId" value={key.id} />
              <Button kind="plain" name="intent" value="remove">
                {say.remove}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" className="part">
        <Field
          name="name"
          label={say.keyName}
          hint={say.keyNameHint}
          lang={lang}
          maxLength={32}
          required
          defaultValue={result?.values.name}
        />
        <Button name="intent" value="create">
          {say.createKey}
        </Button>
      </form>
    </AccountFrame>
  )
}
