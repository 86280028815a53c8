import { Button, Code, Container, Stack, Text, Title } from '@mantine/core'
import { usePage } from './page-context.ts'
import { words } from './words.ts'

/** What a console shows in place of a page that failed. */
export function ErrorPanel(props: { status: number; title?: string | undefined; requestId?: string | undefined }) {
  const say = words[usePage().lang]
  return (
    <Container size="sm" py="xl">
      <Stack align="flex-start">
        <Title order={1}>{props.title ?? say.errorTitle(props.status)}</Title>
        <Text>{say.errorHelp(props.status)}</Text>
        {props.status >= 500 && props.requestId !== undefined && (
          <Text>
            {say.requestNumber} <Code>{props.requestId}</Code>
          </Text>
        )}
        <Button component="a" href="/">
          {say.backHome}
        </Button>
      </Stack>
    </Container>
  )
}
