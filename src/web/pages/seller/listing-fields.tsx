import { NumberInput, Switch } from '@mantine/core'
import { useState } from 'react'
import { yuan } from '../../kit/format.ts'
import { useLang } from '../../page-context.ts'
import { Refused, useSending } from './send.tsx'
import { titleIn } from './show.tsx'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

export type Priced = { id: string; titleZh: string; titleEn: string; priceFen: number; state: string }

/** Saved on leaving the field or by Enter; the old price is one click away. */
export function PriceField({ one }: { one: Priced }) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const name = titleIn(lang, one)
  const [yuanText, setYuan] = useState<number | string>(one.priceFen / 100)
  const { submit, busy, refusal } = useSending(() => {})
  const [shown, setShown] = useState(one.priceFen)
  if (shown !== one.priceFen) {
    setShown(one.priceFen)
    setYuan(one.priceFen / 100)
  }
  const change = (fen: number) =>
    void submit({ listingId: one.id, priceFen: fen }, { method: 'post', action: '?do=price' })
  const save = () => {
    const fen = Math.round(Number(yuanText) * 100)
    if (fen === one.priceFen || fen < 1 || !Number.isSafeInteger(fen)) return setYuan(one.priceFen / 100)
    const before = one.priceFen
    change(fen)
    toast(say.listings.priceToast(name, yuan(fen)), () => change(before))
  }
  return (
    <NumberInput
      aria-label={say.listings.priceOf(name)}
      value={yuanText}
      onChange={setYuan}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      min={0.01}
      max={100_000_00}
      decimalScale={2}
      fixedDecimalScale
      hideControls
      inputMode="decimal"
      disabled={busy}
      error={refusal?.title}
      size="sm"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
    />
  )
}

export function StateSwitch({ one }: { one: Priced }) {
  const say = useWords()
  const lang = useLang()
  const toast = useToast()
  const name = titleIn(lang, one)
  const { submit, busy, refusal } = useSending(() => {})
  const change = (state: 'open' | 'closed') => {
    void submit({ listingId: one.id, state }, { method: 'post', action: '?do=state' })
    toast(
      state === 'open' ? say.listings.openedToast(name) : say.listings.closedToast(name),
      () =>
        void submit(
          { listingId: one.id, state: state === 'open' ? 'closed' : 'open' },
          { method: 'post', action: '?do=state' },
        ),
    )
  }
  return (
    <>
      <Switch
        checked={one.state === 'open'}
        onChange={() => change(one.state === 'open' ? 'closed' : 'open')}
        disabled={busy}
        label={one.state === 'open' ? say.listings.opened : say.listings.closed}
        styles={{ label: { whiteSpace: 'nowrap' } }}
        aria-label={`${name}: ${one.state === 'open' ? say.listings.opened : say.listings.closed}`}
      />
      <Refused refusal={refusal} />
    </>
  )
}
