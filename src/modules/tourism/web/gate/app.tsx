import './gate.css'
import { IconCamera, IconCameraOff } from '@tabler/icons-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useLang } from '../../../../web/page-context.ts'
import { watchCamera } from './camera.ts'
import { openGate } from './gate-state.ts'
import type { Gate, Snapshot } from './gate-state.ts'
import { ListPanel } from './list.tsx'
import { ProblemsPanel } from './problems.tsx'
import { Setup } from './setup.tsx'
import { openShelf } from './shelf.ts'
import type { Post, Shelf } from './shelf.ts'
import { signaller } from './sound.ts'
import { VerdictPanel } from './verdict.tsx'
import { listenToScanner } from './wedge.ts'
import { useGateWords } from './words.ts'

const EXCHANGE_MS = 15_000

/** Who is signed in on this phone, as a digest in a cookie: readable without a network. */
const personOf = () => /(?:^|; )terrace_grower=([^;]*)/.exec(document.cookie)?.[1] ?? null

/** The gate's page: whole without a network once it was opened with one. */
export function GateApp() {
  const [shelf, setShelf] = useState<Shelf | null>(null)
  const [post, setPost] = useState<Post | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [person, setPerson] = useState<string | null>(null)
  useEffect(() => {
    void (async () => {
      const opened = await openShelf()
      const who = personOf()
      const was = (await opened.post()) ?? null
      // What the phone keeps names people: whoever else signs in, or nobody, does not see it.
      if (was !== null && was.person !== who) await opened.forget()
      else setPost(was)
      setPerson(who)
      setShelf(opened)
      void navigator.storage?.persist?.()
    })()
    void keepPage()
  }, [])

  async function begin(next: Post) {
    await shelf?.takePost(next)
    setPost(next)
    setChoosing(false)
  }

  const ready = shelf !== null && person !== null
  return (
    <div className="gate-page" data-ready={shelf === null ? undefined : ''}>
      {shelf !== null && person === null && <SignIn />}
      {ready && (post === null || choosing) && <Setup person={person} was={post} begin={(one) => void begin(one)} />}
      {ready && post !== null && !choosing && (
        <Standing key={`${post.siteId} ${post.gate}`} shelf={shelf} post={post} change={() => setChoosing(true)} />
      )}
    </div>
  )
}

function SignIn() {
  const say = useGateWords()
  return (
    <main id="content" className="gate-setup">
      <h1>{say.title}</h1>
      <p>
        <a className="gate-main" href="/sign-in?next=/gate/scan">
          {say.signIn}
        </a>
      </p>
    </main>
  )
}

/** Has the service worker keep this page with all it consists of. */
async function keepPage() {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/gate/sw.js', { scope: '/gate/' })
  const { active } = await navigator.serviceWorker.ready
  const used = performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)
  const linked = [...document.querySelectorAll<HTMLLinkElement>('link[href^="/assets/"]')].map(
    (one) => new URL(one.href).pathname,
  )
  // What is fetched later must be there without a network as well.
  if (!('BarcodeDetector' in globalThis)) await import('jsqr')
  const more = performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)
  const assets = [...used, ...more, ...linked].filter((path) => path.startsWith('/assets/'))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin of its own to name
  active?.postMessage({ kind: 'keep', assets: [...new Set(assets)] })
}

type StandingProps = { shelf: Shelf; post: Post; change: () => void }

function Standing({ shelf, post, change }: StandingProps) {
  const [gate, setGate] = useState<Gate | null>(null)
  const listeners = useRef(new Set<() => void>())
  useEffect(() => {
    let over = false
    void openGate(shelf, post, () => {
      for (const listen of listeners.current) listen()
    }).then((opened) => {
      if (!over) setGate(opened)
    })
    return () => {
      over = true
    }
  }, [shelf, post])
  if (gate === null) return null
  const subscribe = (listen: () => void) => {
    listeners.current.add(listen)
    return () => listeners.current.delete(listen)
  }
  return <Desk gate={gate} post={post} subscribe={subscribe} change={change} />
}

type DeskProps = {
  gate: Gate
  post: Post
  subscribe: (listen: () => void) => () => void
  change: () => void
}
const tabs = ['scan', 'list', 'problems'] as const

function Desk({ gate, post, subscribe, change }: DeskProps) {
  const say = useGateWords()
  const snapshot = useSyncExternalStore(subscribe, gate.snapshot)
  const [tab, setTab] = useState<(typeof tabs)[number]>('scan')
  const [signal] = useState(signaller)
  useEffect(() => {
    const exchange = () => void gate.exchange()
    exchange()
    const timer = setInterval(exchange, EXCHANGE_MS)
    globalThis.addEventListener('online', exchange)
    return () => {
      clearInterval(timer)
      globalThis.removeEventListener('online', exchange)
    }
  }, [gate])
  const [check] = useState(() => async (text: string) => {
    setTab('scan')
    const { verdict } = await gate.scan(text)
    signal(verdict.kind === 'refuse' ? 'no' : verdict.mind === null ? 'yes' : 'mind')
  })
  useEffect(() => listenToScanner((text) => void check(text)), [check])
  return (
    <>
      <Head post={post} snapshot={snapshot} change={change} />
      <main id="content" tabIndex={-1}>
        <h1 className="unseen">{say.title}</h1>
        {tab === 'scan' && <ScanPanel gate={gate} snapshot={snapshot} check={check} />}
        {tab === 'list' && (
          <ListPanel
            gate={gate}
            snapshot={snapshot}
            choose={(id) => {
              gate.choose(id)
              setTab('scan')
            }}
          />
        )}
        {tab === 'problems' && (
          <ProblemsPanel key={snapshot.problems.length} gate={gate} post={post} snapshot={snapshot} />
        )}
      </main>
      <nav className="gate-tabs">
        {tabs.map((one) => (
          <button key={one} type="button" aria-current={one === tab ? 'page' : undefined} onClick={() => setTab(one)}>
            {say.tabs[one]}
            {one === 'problems' && snapshot.problems.length > 0 && (
              <span className="gate-badge">{snapshot.problems.length}</span>
            )}
          </button>
        ))}
      </nav>
    </>
  )
}

function Head({ post, snapshot, change }: { post: Post; snapshot: Snapshot; change: () => void }) {
  const lang = useLang()
  const say = useGateWords()
  const { stopped, untold } = snapshot
  return (
    <header className="gate-head">
      <button type="button" onClick={change}>
        {lang === 'zh' ? post.siteZh : post.siteEn} · {post.gate}
        <span className="unseen"> {say.setup.change}</span>
      </button>
      <span role="status" className={stopped === null ? 'gate-soft' : 'gate-warn'} data-signal={stopped ?? 'on'}>
        {say.signal[stopped === null ? 'on' : stopped === 'signal' ? 'off' : stopped]}
        {untold > 0 && ` · ${say.untold(untold)}`}
      </span>
      {stopped === 'sign_in' && <a href="/sign-in?next=/gate/scan">{say.signIn}</a>}
    </header>
  )
}

type ScanProps = { gate: Gate; snapshot: Snapshot; check: (text: string) => Promise<void> }

function ScanPanel({ gate, snapshot, check }: ScanProps) {
  const say = useGateWords()
  const { list, scan, entered, booked } = snapshot
  const today = list !== null && list.day === gate.today()
  return (
    <>
      {scan !== null && <VerdictPanel gate={gate} scan={scan} />}
      {scan === null && (
        <section className="gate-ready">
          <h2>{today ? say.ready : say.loading}</h2>
          <p className="gate-soft">{say.readyHelp}</p>
          {today && <p className="gate-counts">{say.counts(entered, booked)}</p>}
        </section>
      )}
      <Camera check={check} />
      <form
        className="gate-code"
        onSubmit={(event) => {
          event.preventDefault()
          const field = event.currentTarget.elements.namedItem('code') as HTMLInputElement
          const text = field.value
          field.value = ''
          if (text.trim() !== '') void check(text)
        }}
      >
        <label>
          <span>{say.code}</span>
          <input
            name="code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            placeholder={say.codeHint}
          />
        </label>
        <button type="submit">{say.check}</button>
      </form>
    </>
  )
}

function Camera({ check }: { check: (text: string) => Promise<void> }) {
  const say = useGateWords()
  const [on, setOn] = useState(false)
  const [failed, setFailed] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (!on || video.current === null) return
    let stop: (() => void) | null = null
    let over = false
    watchCamera(video.current, (text) => void check(text)).then(
      (stopper) => {
        stop = stopper
        if (over) stopper()
      },
      () => {
        setFailed(true)
        setOn(false)
      },
    )
    return () => {
      over = true
      stop?.()
    }
  }, [on, check])
  return (
    <section className="gate-camera">
      {on && <video ref={video} muted playsInline aria-hidden />}
      {failed && <p className="gate-warn">{say.camera.none}</p>}
      <button type="button" className={on ? 'gate-plain' : 'gate-main'} onClick={() => setOn(!on)}>
        {on ? <IconCameraOff size={22} aria-hidden /> : <IconCamera size={22} aria-hidden />}
        {on ? say.camera.off : say.camera.on}
      </button>
    </section>
  )
}
