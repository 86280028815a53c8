import { useEffect, useState } from 'react'
import { useLang } from '../../../../web/page-context.ts'
import type { Post } from './shelf.ts'
import { readMemberships, readSites } from './wire.ts'
import type { Membership, Site, Stopped } from './wire.ts'
import { useGateWords } from './words.ts'

type Props = { person: string; was: Post | null; begin: (post: Post) => void }

/** Which organisation, site and entrance; asked once, with a signal. */
export function Setup({ person, was, begin }: Props) {
  const lang = useLang()
  const say = useGateWords()
  const [members, setMembers] = useState<Membership[] | null>(null)
  const [organisationId, setOrganisation] = useState(was?.organisationId ?? '')
  const [sites, setSites] = useState<Site[]>([])
  const [stopped, setStopped] = useState<Stopped | null>(null)
  useEffect(() => {
    void readMemberships().then((answer) => {
      if (!answer.ok) return setStopped(answer.stopped)
      const own = answer.value.memberships.filter(({ roles }) =>
        roles.some((role) => role !== 'bookkeeper' && role !== 'keeper'),
      )
      setMembers(own)
      setOrganisation((before) =>
        own.some((one) => one.organisationId === before) ? before : (own[0]?.organisationId ?? ''),
      )
    })
  }, [])
  useEffect(() => {
    if (organisationId === '') return
    void readSites(organisationId).then((answer) =>
      answer.ok ? setSites(answer.value.sites) : setStopped(answer.stopped),
    )
  }, [organisationId])

  function submit(form: FormData) {
    const site = sites.find((one) => one.id === form.get('site'))
    const typed = form.get('gate')
    const gate = typeof typed === 'string' ? typed.trim() : ''
    if (site === undefined || gate === '') return
    begin({ person, organisationId, siteId: site.id, siteZh: site.nameZh, siteEn: site.nameEn, gate })
  }

  return (
    <main id="content" className="gate-setup">
      <h1>{say.setup.title}</h1>
      <p className="gate-soft">{say.setup.help}</p>
      {stopped !== null && (
        <p className="gate-warn" role="alert">
          {say.signal[stopped === 'signal' ? 'off' : stopped]}{' '}
          {stopped === 'sign_in' && <a href="/sign-in?next=/gate/scan">{say.signIn}</a>}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <label>
          {say.setup.organisation}
          <select
            name="organisation"
            value={organisationId}
            onChange={(event) => {
              setSites([])
              setOrganisation(event.target.value)
            }}
          >
            {(members ?? []).map((one) => (
              <option key={one.organisationId} value={one.organisationId}>
                {lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say.setup.site}
          <select name="site" required key={sites[0]?.id ?? ''} defaultValue={was?.siteId}>
            {sites.map((one) => (
              <option key={one.id} value={one.id}>
                {lang === 'zh' ? one.nameZh : one.nameEn}
              </option>
            ))}
          </select>
        </label>
        {members !== null && sites.length === 0 && <p className="gate-soft">{say.setup.noSites}</p>}
        <label>
          {say.setup.gate}
          <input name="gate" required maxLength={40} defaultValue={was?.gate} placeholder={say.setup.gateHint} />
        </label>
        <button type="submit" className="gate-main">
          {say.setup.begin}
        </button>
      </form>
    </main>
  )
}
