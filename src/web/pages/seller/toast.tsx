import { Affix, Button, Group, Notification } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useLang } from '../../page-context.ts'
import { words as kit } from '../../kit/words.ts'
import { useWords } from './words.ts'

type Toast = { text: string; undo?: (() => void) | undefined }
type Say = (text: string, undo?: () => void) => void

const ToastContext = createContext<Say>(() => {})

/** Says that something was done, for a while, and takes it back where that is possible. */
export const useToast = (): Say => useContext(ToastContext)

const SHOWN_MS = 8_000

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const close = useCallback(() => setToast(null), [])
  const say = useCallback<Say>((text, undo) => setToast({ text, undo }), [])
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(close, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast, close])
  return (
    <ToastContext value={useMemo(() => say, [say])}>
      {children}
      <Affix position={{ bottom: 16, left: 16, right: 16 }} withinPortal={false} style={{ pointerEvents: 'none' }}>
        <div role="status" style={{ maxWidth: 420, margin: '0 auto', pointerEvents: 'auto' }}>
          {toast && <Shown toast={toast} close={close} />}
        </div>
      </Affix>
    </ToastContext>
  )
}

function Shown({ toast, close }: { toast: Toast; close: () => void }) {
  const say = useWords()
  const lang = useLang()
  const { undo } = toast
  return (
    <Notification
      icon={<IconCheck size={18} />}
      color="tea"
      withBorder
      onClose={close}
      closeButtonProps={{ 'aria-label': kit[lang].close }}
    >
      <Group justify="space-between" wrap="nowrap">
        {toast.text}
        {undo && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              close()
              undo()
            }}
          >
            {say.undo}
          </Button>
        )}
      </Group>
    </Notification>
  )
}
