import type { ActionFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { askAuth } from './account.ts'

export const loader = () => redirect('/account')

export async function action(args: ActionFunctionArgs) {
  const { headers } = await askAuth(args, '/sign-out', {})
  throw redirect('/', { headers })
}
