import { Anchor, Table, Text, Title } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { roles } from '../../../kernel/actor.ts'
import { useStaffWords } from './staff-words.ts'

/** What each role may do, task by task. */
export function May() {
  const say = useStaffWords()
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {say.may}
      </Title>
      <div style={{ overflowX: 'auto' }} role="region" aria-label={say.may} tabIndex={0}>
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say.what}</Table.Th>
              {roles.map((role) => (
                <Table.Th key={role} scope="col" ta="center">
                  {say.names[role]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {say.tasks.map(([task, who]) => (
              <Table.Tr key={task}>
                <Table.Th scope="row" fw={400}>
                  {task}
                </Table.Th>
                {roles.map((role) => (
                  <Table.Td key={role} ta="center">
                    {who.includes(role) ? (
                      <IconCheck size={18} color="var(--tea-deep)" role="img" aria-label={say.yes} />
                    ) : (
                      <IconMinus size={18} color="var(--line-strong)" role="img" aria-label={say.no} />
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm" c="dimmed" mt="xs">
        {say.stores} {say.keys}{' '}
        <Anchor href="/account/keys" size="sm" underline="always">
          {say.keysLink}
        </Anchor>
      </Text>
    </section>
  )
}
