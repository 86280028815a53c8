/** How an invitation reaches the invited. */
export const channels = ['email', 'phone', 'link'] as const
export type Channel = (typeof channels)[number]
