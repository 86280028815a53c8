/** A route's `handle` export. `console: true` makes the page and its children a hydrated console. */
export type Handle = { console?: boolean }

export function isConsole(handles: readonly unknown[]): boolean {
  return handles.some((handle) => (handle as Handle | undefined)?.console === true)
}
