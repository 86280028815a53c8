import { Alert, Button, Chip, Drawer, Group, Progress, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Lang } from '../format.ts'
import { words } from '../words.ts'

export interface SidePanelProps {
  lang: Lang
  opened: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Actions, in reach at the bottom. */
  footer?: ReactNode
  /** For tables of their own. */
  wide?: boolean | undefined
}

/** Details beside the list they belong to; Escape returns to it. */
export function SidePanel({ lang, opened, onClose, title, children, footer, wide = false }: SidePanelProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={wide ? 720 : 480}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': words[lang].close, size: 44 }}
      styles={{ title: { fontWeight: 600, fontSize: 'var(--text-18)' } }}
    >
      <Stack gap="md">{children}</Stack>
      {footer && (
        <Group mt="lg" pos="sticky" bottom={0} bg="var(--paper)" py="sm">
          {footer}
        </Group>
      )}
    </Drawer>
  )
}

export interface FilterChoice {
  value: string
  label: string
  count?: number | undefined
}

export interface FilterChipsProps {
  lang: Lang
  label: string
  choices: readonly FilterChoice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Filters in sight, any number at once. */
export function FilterChips({ lang, label, choices, chosen, onChange }: FilterChipsProps) {
  return (
    <Group gap="xs" mb="md" role="group" aria-label={label}>
      <Chip.Group multiple value={[...chosen]} onChange={onChange}>
        {choices.map(({ value, label: text, count }) => (
          <Chip key={value} value={value} variant="outline" size="sm">
            {text}
            {count !== undefined && ` ${count}`}
          </Chip>
        ))}
      </Chip.Group>
      {chosen.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
          {words[lang].allFilters}
        </Button>
      )}
    </Group>
  )
}

export interface ProgressPanelProps {
  lang: Lang
  title: ReactNode
  done: number
  total: number
  /** A guess, when there is one. */
  secondsLeft?: number | undefined
  /** What was found on the way: rows skipped, and why. */
  children?: ReactNode
  action?: ReactNode
}

/** How far a long work has come. */
export function ProgressPanel({ lang, title, done, total, secondsLeft, children, action }: ProgressPanelProps) {
  const say = words[lang]
  const share = total > 0 ? (done / total) * 100 : 0
  return (
    <Stack gap="xs" py="md">
      <Group justify="space-between">
        <Text fw={600}>{title}</Text>
        {action}
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label={say.progress(done, total)} />
      </Progress.Root>
      <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {[say.progress(done, total), secondsLeft !== undefined && done < total ? say.remaining(secondsLeft) : '']
          .filter(Boolean)
          .join(say.comma)}
      </Text>
      {children}
    </Stack>
  )
}

export interface ErrorNoticeProps {
  lang: Lang
  /** What happened, in a line. */
  title: ReactNode
  /** What to do next. */
  children?: ReactNode
  /** The stable code of the refusal. */
  code?: string | undefined
  onRetry?: (() => void) | undefined
}

/** A failure, and the way on. */
export function ErrorNotice({ lang, title, children, code, onRetry }: ErrorNoticeProps) {
  const say = words[lang]
  return (
    <Alert color="persimmon" variant="light" icon={<IconAlertCircle />} title={title} role="alert" mb="md">
      {children}
      {code && (
        <Text size="sm" c="dimmed" mt="xs">
          {say.errorCode} <code>{code}</code>
        </Text>
      )}
      {onRetry && (
        <Button variant="default" size="sm" mt="sm" onClick={onRetry}>
          {say.retry}
        </Button>
      )}
    </Alert>
  )
}
