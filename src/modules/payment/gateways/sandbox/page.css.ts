/** The bank is not the shop: a plain page of its own, in quiet colours, with the warning always on top. */
export const css = `
:root { color-scheme: light dark; --ink: #1f2a24; --paper: #fbfaf5; --line: #d5ddd3; --tea: #2b5a3b; --warn: #f7eed9; --on-warn: #775818; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebe4; --paper: #161c18; --line: #3a463e; --tea: #2f6b43; --warn: #3b3018; --on-warn: #e8cf95; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif; }
.banner { margin: 0; padding: 12px 16px; background: var(--warn); color: var(--on-warn); text-align: center; font-weight: 600; }
main, footer { max-width: 30rem; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.375rem; margin: 8px 0; }
h2 { font-size: 1rem; margin: 24px 0 4px; }
.total strong { font-size: 2.25rem; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
form { display: grid; gap: 12px; margin-top: 24px; }
button { min-height: 48px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; }
button.main { background: var(--tea); border-color: var(--tea); color: #fff; font-weight: 600; }
a { color: inherit; }
a, button { outline-offset: 2px; }
footer { text-align: center; }
`
