import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { IconCamera, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Refused, useSending } from './send.tsx'
import type { Sending as Removing } from './send.tsx'
import styles from './seller.module.css'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

const PHOTOS_MAX = 9

type Waiting = { url: string; file: File }
type Photo = { id: string; width: number; height: number }
type Fields = Readonly<Record<string, string>>
type SetProps = {
  photos: readonly Photo[]
  /** Whose photos they are, as the page's `?do=photo` and `?do=unphoto` know it. */
  of: Fields
  /** Where photos are served. */
  base: string
  alt: string
}

/** Photos of a listing or a place; chosen files are shown at once, then sent one after the other. */
export function PhotoSet({ photos, of, base, alt }: SetProps) {
  const say = useWords()
  const [waiting, setWaiting] = useState<Waiting[]>([])
  const toast = useToast()
  const removing = useSending(() => toast(say.listings.removed))
  const room = PHOTOS_MAX - photos.length - waiting.length
  const add = (files: File[]) => {
    const fresh = files.slice(0, Math.max(0, room)).map((file) => ({ file, url: URL.createObjectURL(file) }))
    setWaiting([...waiting, ...fresh])
  }
  const drop = (url: string) => {
    URL.revokeObjectURL(url)
    setWaiting((all) => all.filter((one) => one.url !== url))
  }
  return (
    <Stack gap="md">
      <Text size="sm">{say.listings.photoHelp}</Text>
      {photos.length === 0 && waiting.length === 0 && <Text c="dimmed">{say.listings.noPhoto}</Text>}
      <Group gap="sm" align="flex-start">
        {photos.map((photo) => (
          <Shown
            key={photo.id}
            src={`${base}/${photo.id}/320.webp`}
            alt={alt}
            of={{ ...of, photoId: photo.id }}
            removing={removing}
          />
        ))}
        {waiting.map((one, at) => (
          <Sending key={one.url} waiting={one} of={of} first={at === 0} done={() => drop(one.url)} />
        ))}
      </Group>
      <FileButton multiple accept="image/jpeg,image/png,image/webp,image/avif,image/heic" onChange={add}>
        {(props) => (
          <Button {...props} size="md" leftSection={<IconCamera size={20} />} disabled={room <= 0}>
            {say.listings.addPhoto}
          </Button>
        )}
      </FileButton>
    </Stack>
  )
}

type SendingProps = { waiting: Waiting; of: Fields; first: boolean; done: () => void }

/** A photo on its way; it starts when it comes to the head of the line. */
function Sending({ waiting: { file, url }, of, first, done }: SendingProps) {
  const say = useWords()
  const { submit, refusal } = useSending(done)
  const begun = useRef(false)
  useEffect(() => {
    if (!first || begun.current) return
    begun.current = true
    const form = new FormData()
    for (const [name, value] of Object.entries(of)) form.set(name, value)
    form.set('photo', file)
    void submit(form, { method: 'post', action: '?do=photo', encType: 'multipart/form-data' })
  }, [first, file, of, submit])
  return (
    <Stack gap={4} aria-busy={refusal === null} maw={refusal ? 280 : SIDE}>
      <img className={styles.thumb} style={{ width: SIDE, height: SIDE, opacity: 0.6 }} src={url} alt={file.name} />
      {refusal === null ? <Text size="sm">{say.listings.uploading}</Text> : <Refused refusal={refusal} />}
      {refusal !== null && (
        <Button variant="default" size="compact-sm" onClick={done}>
          {say.listings.removePhoto}
        </Button>
      )}
    </Stack>
  )
}

const SIDE = 128

type ShownProps = { src: string; alt: string; of: Fields; removing: Removing }

function Shown({ src, alt, of, removing: { submit, busy, refusal } }: ShownProps) {
  const say = useWords()
  const remove = () => {
    void submit(of, { method: 'post', action: '?do=unphoto' })
  }
  return (
    <Stack gap={4}>
      <img
        className={styles.thumb}
        style={{ width: SIDE, height: SIDE }}
        src={src}
        alt={alt}
        width={SIDE}
        height={SIDE}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        color="persimmon"
        leftSection={<IconTrash size={16} />}
        loading={busy}
        onClick={remove}
      >
        {say.listings.removePhoto}
      </Button>
      <Refused refusal={refusal} />
    </Stack>
  )
}
