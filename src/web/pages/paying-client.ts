const PHONE = /Mobile|Android|iPhone|iPad|HarmonyOS/i

/** What the buyer would pay on, for the gateway to open its page for it. */
export const payingClientOf = (request: Request): 'phone' | 'desk' =>
  PHONE.test(request.headers.get('user-agent') ?? '') ? 'phone' : 'desk'
