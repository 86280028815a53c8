import { Anchor, Button, Container, Stack, Text, Title } from '@mantine/core'
import { redirect } from 'react-router'
import { readMe } from '../../../modules/people/index.ts'
import { call } from '../../call.ts'
import type { Handle } from '../../handle.ts'
import { useLang } from '../../page-context.ts'
import type { Route } from './+types/choose.ts'
import { signedInOnly } from './gate.ts'
import styles from './seller.module.css'
import { useWords } from './words.ts'
import { kindNames } from '../../organisation-kinds.ts'

export const handle: Handle = { console: true }

export async function loader({ context, request }: Route.LoaderArgs) {
  signedInOnly(context, request)
  const { memberships } = await call(context, readMe, {})
  const own = memberships.filter((one) => one.roles.length > 0)
  const [only] = own
  if (own.length === 1 && only) throw redirect(`/seller/${only.organisationId}`)
  return { organisations: own }
}

/** The door of the desk: one organisation opens at once, several are chosen from, none may apply. */
export default function Choose({ loaderData: { organisations } }: Route.ComponentProps) {
  const say = useWords()
  const lang = useLang()
  return (
    <Container component="main" size="xs" py="xl">
      <title>{`${say.choose.title} · ${say.console}`}</title>
      {organisations.length === 0 ? (
        <Stack align="flex-start">
          <Title order={1} size="h2">
            {say.choose.none}
          </Title>
          <Text>{say.choose.noneHelp}</Text>
          <Button component="a" href="/account/apply" size="md">
            {say.choose.apply}
          </Button>
        </Stack>
      ) : (
        <>
          <Title order={1} size="h2">
            {say.choose.title}
          </Title>
          <Text mb="md">{say.choose.lead}</Text>
          <ul className={styles.list}>
            {organisations.map((one) => (
              <li key={one.organisationId} className={styles.item}>
                <Anchor className={styles.card} href={`/seller/${one.organisationId}`}>
                  {lang === 'zh' ? one.nameZh : (one.nameEn ?? one.nameZh)}
                  <span className={styles.soft}> {kindNames[lang][one.kind]}</span>
                </Anchor>
              </li>
            ))}
          </ul>
        </>
      )}
    </Container>
  )
}
