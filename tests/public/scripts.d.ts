// What tests know of the plain scripts that pages load.
declare module '*/public/grow/spoken.js' {
  export function spokenNumber(said: string): number | null
  export function spokenGrams(said: string): number | null
  export function spokenFen(said: string): number | null
}
