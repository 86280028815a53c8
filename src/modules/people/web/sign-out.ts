import type { ActionFunctionArgs } from 'react-router'
import { redirect } from 'react-router'
import { askAuth } from './account.ts'

export const loader = () => redirect('/account')

export async function action(args: ActionFunctionArgs) {
  const { headers } = await askAuth(args, '/sign-out', {})
  // Pages kept in the phone are shown only beside this cookie.
  headers.append('set-cookie', 'terrace_grower=; Path=/; Max-Age=0; SameSite=Lax')
  throw redirect('/', { headers })
}
