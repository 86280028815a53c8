import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  Text,
  Title,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBuildingStore,
  IconCheck,
  IconMoon,
  IconSelector,
  IconSun,
  IconUserCircle,
  type Icon,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Lang } from '../format.ts'
import { BrandMark } from '../shell.tsx'
import { words } from '../words.ts'
import styles from './console.module.css'

/** A place on the rail. */
export interface Place {
  href: string
  label: string
  icon: Icon
  current?: boolean | undefined
  /** Things waiting there. */
  count?: number | undefined
  /** A page outside the console: loaded as a whole. */
  outside?: boolean | undefined
}

export interface PlaceGroup {
  /** Words above the group; the first group often needs none. */
  label?: string | undefined
  places: readonly Place[]
}

export interface OrganisationChoice {
  id: string
  name: string
  /** What it is: 合作社, 服务中心. */
  kind?: string | undefined
  href: string
}

export interface ConsoleShellProps {
  lang: Lang
  title: string
  children: ReactNode
  /** The one main action of the place. */
  action?: ReactNode
  /** A line under the title. */
  subtitle?: ReactNode
  groups: readonly PlaceGroup[]
  organisations: readonly OrganisationChoice[]
  organisationId: string
  homeHref: string
  otherLanguageHref: string
  account?: { href: string; label: string } | undefined
}

/** The frame of a console: places at the left, a title with its one action, the work below. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { lang, title, subtitle, action, children } = props
  const [open, { toggle, close }] = useDisclosure(false)
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a className={styles.skip} href="#content">
        {words[lang].skip}
      </a>
      <AppShell.Header className={styles.rail} px="md">
        <ConsoleHead {...props} open={open} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar className={styles.rail} p="xs" aria-label={words[lang].places}>
        <Rail {...props} onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <div className={styles.title}>
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {subtitle && (
              <Text c="dimmed" size="sm">
                {subtitle}
              </Text>
            )}
          </div>
          {action}
        </div>
        {children}
      </AppShell.Main>
    </AppShell>
  )
}

function ConsoleHead({
  lang,
  homeHref,
  otherLanguageHref,
  account,
  open,
  toggle,
}: ConsoleShellProps & { open: boolean; toggle: () => void }) {
  const say = words[lang]
  return (
    <Group h="100%" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={say.menu} />
        <UnstyledButton component={Link} to={homeHref} fw={600} fz="lg">
          <Group gap="xs" wrap="nowrap">
            <BrandMark />
            {say.brand}
          </Group>
        </UnstyledButton>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <UnstyledButton
          component="a"
          href={otherLanguageHref}
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          px="xs"
          lh="44px"
          fz="sm"
        >
          {say.otherLanguage}
        </UnstyledButton>
        <SchemeSwitch lang={lang} />
        {account && (
          <ActionIcon
            component={Link}
            to={account.href}
            variant="subtle"
            color="gray"
            c="var(--ink)"
            size={44}
            aria-label={account.label}
          >
            <IconUserCircle size={22} />
          </ActionIcon>
        )}
      </Group>
    </Group>
  )
}

/** Both icons are rendered and CSS shows one, so that server and browser agree before the scheme is known. */
function SchemeSwitch({ lang }: { lang: Lang }) {
  const { setColorScheme } = useMantineColorScheme()
  const switchTo = (scheme: 'light' | 'dark', label: string, icon: ReactNode, shown: 'lightHidden' | 'darkHidden') => (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--ink)"
      size={44}
      aria-label={label}
      onClick={() => setColorScheme(scheme)}
      {...{ [shown]: true }}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <>
      {switchTo('dark', words[lang].darkScheme, <IconMoon size={20} />, 'darkHidden')}
      {switchTo('light', words[lang].lightScheme, <IconSun size={20} />, 'lightHidden')}
    </>
  )
}

function Rail(props: ConsoleShellProps & { onGo: () => void }) {
  const { groups, onGo } = props
  const current = groups.flatMap(({ places }) => places).find((place) => place.current)?.href
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (current !== undefined) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <div ref={list}>
      <OrganisationSwitch {...props} />
      {groups.map(({ label, places }) => (
        <div key={places[0]?.href}>
          {label && <div className={styles.group}>{label}</div>}
          {places.map(({ href, label: text, icon: PlaceIcon, current: isHere = false, count, outside = false }) => (
            <NavLink
              key={href}
              component={Link}
              to={href}
              reloadDocument={outside}
              onClick={onGo}
              className={styles.place}
              active={isHere}
              {...(isHere && { 'aria-current': 'page' as const })}
              label={text}
              leftSection={<PlaceIcon size={20} stroke={1.5} />}
              rightSection={
                count !== undefined && count > 0 ? <span className={styles.figure}>{count}</span> : undefined
              }
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function OrganisationSwitch({ lang, organisations, organisationId }: ConsoleShellProps) {
  const current = organisations.find(({ id }) => id === organisationId)
  if (!current) return null
  return (
    <Menu position="bottom-start" width={248}>
      <Menu.Target>
        <UnstyledButton className={styles.organisation} aria-label={`${words[lang].organisation}: ${current.name}`}>
          <IconBuildingStore size={20} stroke={1.5} />
          <Text size="sm" fw={600} truncate flex={1}>
            {current.name}
          </Text>
          {organisations.length > 1 && <IconSelector size={16} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words[lang].organisation}</Menu.Label>
        {organisations.map(({ id, name, kind, href }) => (
          <Menu.Item
            key={id}
            component={Link}
            to={href}
            rightSection={id === organisationId ? <IconCheck size={16} /> : undefined}
          >
            {name}
            {kind && (
              <Text size="sm" c="dimmed">
                {kind}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
