/**
 * Adapters to what lies outside the county (gateways, SMS, mail, accounts), made once by `main.ts` and handed in.
 * A module adds its own by declaration merging:
 *
 *     declare module '../../kernel/ports.ts' { interface Ports { sms: SmsPort } }
 */
// oxlint-disable-next-line typescript/no-empty-interface typescript/no-empty-object-type
export interface Ports {}
