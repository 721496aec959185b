import { liveStyle } from '../../../src/live/server/live-style.js';

/** The style of the demo: that of the live page, with controls. */
export const demoStyle = `${liveStyle}
h1 { max-width: none; min-height: 1.3em; font-variant-numeric: tabular-nums; text-wrap: pretty; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.panel { margin-top: 1.25rem; }
.controls { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .9rem 1.1rem; align-items: start; }
.control { min-width: 0; }
.control p { margin: .25rem 0 0; font-size: .8rem; line-height: 1.35; }
label { display: block; font-size: .87rem; color: var(--quiet); margin-bottom: .2rem; }
select, input, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: .4rem; min-height: 2.4rem; padding: .35rem .6rem; }
select, input { width: 100%; }
:root { --edge: #80868e; --button: #005f96; }
@media (prefers-color-scheme: dark) { :root { --edge: #767d86; --button: #7cc0ec; } }
.buttons { display: flex; gap: .6rem; align-self: end; }
.buttons button { flex: 1; padding-inline: .5rem; }
button { cursor: pointer; padding-inline: 1.2rem; }
button:hover:not(:disabled) { background: var(--raised); }
button.main { font-weight: 600; color: var(--paper); background: var(--button); border-color: var(--button); }
button.main:hover:not(:disabled) { background: var(--ink); border-color: var(--ink); }
button:disabled { cursor: default; color: var(--quiet); background: var(--raised); border-color: var(--line); }
details { margin-top: 1.5rem; padding: .8rem 1rem; background: var(--raised); border-radius: .6rem; }
summary { cursor: pointer; font-weight: 600; }
pre { margin: .6rem 0; padding: .7rem .8rem; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .87rem; }
svg .raw { fill: none; stroke: var(--quiet); stroke-opacity: .45; stroke-width: 1.5; stroke-linecap: round; }
svg .dots { stroke-width: 3.5; stroke-opacity: .4; }
svg .earlier { fill: none; stroke: var(--quiet); stroke-width: 1.75; stroke-dasharray: 5 3; }
svg .now { fill: none; stroke-width: 2.5; }
svg .way-edge { fill: none; stroke: #000; stroke-opacity: .55; stroke-width: 4.5; stroke-linejoin: round; stroke-linecap: round; }
svg .way { fill: none; stroke: #ff9a4d; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
@media (prefers-reduced-motion: no-preference) {
  .slow svg .way, .slow svg .way-edge { stroke-dasharray: 1; animation: walk .3s linear; }
  @keyframes walk { from { stroke-dashoffset: 1; } }
}
svg .way-start { fill: #ff9a4d; stroke: #000; stroke-width: 1; }
svg .way-end { fill: #fff; stroke: #b34a00; stroke-width: 2.5; }
dl { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
@media (max-width: 48rem) { .controls { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .7rem; } .buttons { grid-column: 1 / -1; } }
@media (max-width: 34rem) { select, input { padding-inline: .4rem; } }
`;

/** A crossbar of two by two, one device of which conducts. */
export const demoIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M5 1v14M11 1v14M1 5h14M1 11h14" stroke="#7a828c" stroke-width="1.5"/><circle cx="11" cy="5" r="2.6" fill="#D55E00"/></svg>`;
