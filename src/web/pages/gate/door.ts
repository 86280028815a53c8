import { redirect } from 'react-router'

/** The gate's page has an address below its service worker's scope. */
export const loader = () => redirect('/gate/scan')
