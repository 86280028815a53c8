import { expect, test } from 'vitest'
import { withOperations } from '../../scripts/api-reference.ts'
import { accountEventsEn, operationNamesZh } from '../../src/web/pages/centre/operation-names.ts'

test('whatever the audit trail writes down has a name in Chinese, and no name stands for nothing', async () => {
  const audited = await withOperations((app) =>
    app.operations.filter((one) => one.kind !== 'read' && one.audit !== false).map((one) => one.name),
  )
  const named = Object.keys(operationNamesZh).filter((name) => !(name in accountEventsEn))
  expect(named.toSorted()).toEqual(audited.toSorted())
})
