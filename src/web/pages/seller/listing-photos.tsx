import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { IconCamera, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Listed } from './listings.tsx'
import { Refused, useSending } from './send.tsx'
import styles from './seller.module.css'
import { useToast } from './toast.tsx'
import { useWords } from './words.ts'

const PHOTOS_MAX = 9

/** The photos of a listing; chosen files are shown at once, then sent one after the other. */
export function ListingPhotos({ listing }: { listing: Listed }) {
  const say = useWords()
  const [waiting, setWaiting] = useState<File[]>([])
  const { submit, busy, refusal } = useSending(() => setWaiting((files) => files.slice(1)))
  const next = waiting[0]
  useEffect(() => {
    if (next === undefined || busy) return
    const form = new FormData()
    form.set('listingId', listing.id)
    form.set('photo', next)
    void submit(form, { method: 'post', action: '?do=photo', encType: 'multipart/form-data' })
    // A file is sent when it comes to the head of the line, not whenever the fetcher changes.
  }, [next])
  useEffect(() => {
    if (refusal) setWaiting([])
  }, [refusal])
  const room = PHOTOS_MAX - listing.photos.length - waiting.length
  return (
    <Stack gap="md">
      <Text size="sm">{say.listings.photoHelp}</Text>
      <Refused refusal={refusal} />
      {listing.photos.length === 0 && waiting.length === 0 && <Text c="dimmed">{say.listings.noPhoto}</Text>}
      <Group gap="sm">
        {listing.photos.map((photo) => (
          <Shown key={photo.id} listing={listing} photo={photo} />
        ))}
        {waiting.map((file) => (
          <Preview key={`${file.name}${file.lastModified}`} file={file} />
        ))}
      </Group>
      <FileButton
        multiple
        accept="image/jpeg,image/png,image/webp,image/avif,image/heic"
        onChange={(files) => setWaiting((already) => [...already, ...files.slice(0, Math.max(0, room))])}
      >
        {(props) => (
          <Button {...props} size="md" leftSection={<IconCamera size={20} />} disabled={room <= 0}>
            {say.listings.addPhoto}
          </Button>
        )}
      </FileButton>
    </Stack>
  )
}

const SIDE = 128

function Shown({ listing, photo }: { listing: Listed; photo: Listed['photos'][number] }) {
  const say = useWords()
  const toast = useToast()
  const { submit, busy, refusal } = useSending(() => toast(say.listings.removed))
  const remove = () => {
    void submit({ listingId: listing.id, photoId: photo.id }, { method: 'post', action: '?do=unphoto' })
  }
  return (
    <Stack gap={4}>
      <img
        className={styles.thumb}
        style={{ width: SIDE, height: SIDE }}
        src={`/photos/${photo.id}/320.webp`}
        alt={say.listings.photosOf(listing.titleZh)}
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

function Preview({ file }: { file: File }) {
  const say = useWords()
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <Stack gap={4} aria-busy>
      {url !== '' && (
        <img
          className={styles.thumb}
          style={{ width: SIDE, height: SIDE, opacity: 0.6 }}
          src={url}
          alt={file.name}
          width={SIDE}
          height={SIDE}
        />
      )}
      <Text size="sm">{say.listings.uploading}</Text>
    </Stack>
  )
}
