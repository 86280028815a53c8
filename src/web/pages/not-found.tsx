import { data } from 'react-router'

/** Any address nobody answers to. */
export function loader() {
  throw data(null, { status: 404 })
}

/** Never shown; without a component the answer would be data, not a page. */
export default function NotFound() {
  return null
}
