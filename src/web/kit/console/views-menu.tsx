import { Button, Checkbox, Group, Menu, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconCheck, IconChevronDown, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Lang } from '../format.ts'
import { workWords } from './work-words.ts'

export interface SavedView {
  id: string
  name: string
  query: string
  shared: boolean
  /** True for the one with which the table opens. */
  opens: boolean
  own: boolean
  mayChange: boolean
}

export interface ViewsProps {
  lang: Lang
  views: readonly SavedView[]
  currentId: string | null
  onUse: (view: SavedView | null) => void
  onSave: (view: { name: string; shared: boolean; opens: boolean }) => void
  onOpenWith: (view: SavedView, opens: boolean) => void
  onRemove: (view: SavedView) => void
}

/** The views of a table: taking one up, keeping the present one, the one it opens with. */
export function ViewsMenu(props: ViewsProps) {
  const { lang, views, currentId, onUse } = props
  const say = workWords[lang]
  const [saving, setSaving] = useState(false)
  const current = views.find(({ id }) => id === currentId)
  return (
    <Popover opened={saving} onChange={setSaving} position="bottom-start" trapFocus withinPortal withRoles={false}>
      <Popover.Target>
        <span>
          <Menu position="bottom-start" width={300} closeOnItemClick>
            <Menu.Target>
              <Button
                variant="default"
                size="sm"
                leftSection={<IconBookmark size={16} />}
                rightSection={<IconChevronDown size={14} />}
              >
                {current?.name ?? say.views}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                onClick={() => onUse(null)}
                rightSection={current === undefined ? <IconCheck size={14} /> : undefined}
              >
                {say.allRows}
              </Menu.Item>
              <Views {...props} label={say.ownViews} shown={views.filter(({ own }) => own)} />
              <Views {...props} label={say.sharedViews} shown={views.filter(({ own }) => !own)} />
              <Menu.Divider />
              <Menu.Item leftSection={<IconBookmark size={14} />} onClick={() => setSaving(true)}>
                {say.saveView}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown w={300} role="dialog" aria-label={say.saveView}>
        <SaveForm key={String(saving)} {...props} current={current} onDone={() => setSaving(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Views({ lang, label, shown, currentId, onUse, onOpenWith, onRemove }: ViewsProps & ShownViews) {
  const say = workWords[lang]
  if (shown.length === 0) return null
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {shown.map((view) => (
        <Group key={view.id} gap={0} wrap="nowrap">
          <Menu.Item
            flex={1}
            onClick={() => onUse(view)}
            rightSection={view.id === currentId ? <IconCheck size={14} /> : undefined}
          >
            {view.name}
            {view.opens && (
              <Text span size="sm" c="dimmed">
                {' '}
                {say.opensNow}
              </Text>
            )}
          </Menu.Item>
          <Menu.Item
            w={40}
            aria-label={say.openWith(view.name)}
            aria-checked={view.opens}
            closeMenuOnClick={false}
            onClick={() => onOpenWith(view, !view.opens)}
          >
            {view.opens ? <IconPinFilled size={14} /> : <IconPin size={14} />}
          </Menu.Item>
          {view.mayChange && (
            <Menu.Item
              w={40}
              aria-label={say.removeView(view.name)}
              closeMenuOnClick={false}
              onClick={() => onRemove(view)}
            >
              <IconTrash size={14} />
            </Menu.Item>
          )}
        </Group>
      ))}
    </>
  )
}

type ShownViews = { label: string; shown: readonly SavedView[] }

function SaveForm({
  lang,
  current,
  onSave,
  onDone,
}: ViewsProps & { current: SavedView | undefined; onDone: () => void }) {
  const say = workWords[lang]
  const [name, setName] = useState(current?.own ? current.name : '')
  const [shared, setShared] = useState(current?.own === true && current.shared)
  const [opens, setOpens] = useState(current?.own === true && current.opens)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onSave({ name: name.trim(), shared, opens })
        onDone()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={say.viewName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={40}
          required
          data-autofocus
        />
        <Checkbox label={say.share} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        <Checkbox label={say.opens} checked={opens} onChange={(event) => setOpens(event.currentTarget.checked)} />
        <Group gap="xs">
          <Button type="submit" size="sm">
            {say.save}
          </Button>
          <Button variant="default" size="sm" onClick={onDone}>
            {say.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
