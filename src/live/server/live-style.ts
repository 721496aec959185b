/** The style of the live page, for light and dark screens, wide and narrow. */
export const liveStyle = `
:root { color-scheme: light dark; --ink: #1b1d20; --quiet: #5c6168; --line: #d5d8dc; --paper: #fff; --raised: #f5f6f8; --accent: #0072b2; --mark: #b34a00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --quiet: #a2a8b0; --line: #3a3f46; --paper: #14171a; --raised: #1d2125; --accent: #56a9dd; --mark: #f0904a; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 3rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
.brand { margin: 0; font-size: .87rem; color: var(--quiet); }
h1 { margin: .35rem 0 .9rem; max-width: 46rem; min-height: 2.5em; font-size: clamp(1.15rem, 2.4vw, 1.6rem); line-height: 1.25; font-weight: 600; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
p { margin: .35rem 0; }
code { overflow-wrap: anywhere; }
.quiet, figcaption, dt { color: var(--quiet); }
progress { display: block; width: 100%; height: .5rem; appearance: none; border: 0; border-radius: .25rem; overflow: hidden; background: var(--line); accent-color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
fieldset { margin: 1.25rem 0 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; font-size: .87rem; color: var(--quiet); }
#conditions { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .3rem; }
#conditions label { display: flex; align-items: center; gap: .45rem; padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 1rem; cursor: pointer; overflow-wrap: anywhere; }
#conditions label:has(:checked) { border-color: var(--accent); background: var(--raised); font-weight: 600; }
#conditions label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
#conditions input { position: absolute; opacity: 0; width: 1px; height: 1px; }
#conditions svg { flex: none; }
.lead { display: grid; gap: 1.25rem; margin-top: 1.25rem; }
@media (min-width: 58rem) { .lead { grid-template-columns: minmax(0, 11fr) minmax(0, 12fr); align-items: start; } }
figure { margin: 0; padding: 1rem; background: var(--raised); border-radius: .6rem; min-width: 0; }
figure + figure, dl + figure { margin-top: 0; }
figcaption { margin-top: .6rem; font-size: .87rem; overflow-wrap: anywhere; }
.picture { min-height: 4rem; }
.picture svg { display: block; max-width: 100%; height: auto; overflow: visible; }
#map svg { margin: 0 auto; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem 1.25rem; margin: 1.25rem 0; }
dt { font-size: .87rem; }
dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
#link dd { font-size: 1rem; }
.table { overflow-x: auto; margin-top: 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; border-block: 1px solid var(--ink); }
th, td { padding: .3rem .6rem; text-align: right; font-weight: normal; }
th:first-child { text-align: left; padding-left: 0; min-width: 7.5rem; overflow-wrap: anywhere; }
td:last-child, th:last-child { padding-right: 0; }
td { white-space: nowrap; }
thead th { font-weight: 600; border-bottom: 1px solid var(--ink); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
footer { margin-top: 2rem; font-size: .87rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
svg text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; }
svg text.quiet, svg text.tick-x, svg text.tick-y, svg text.axis-x { fill: var(--quiet); }
svg .tick-y, svg .row-name, svg .axis-x { text-anchor: end; }
svg .tick-x, svg .value, svg .mark { text-anchor: middle; }
svg text.value[fill="#000"] { fill: #000; }
svg text.value[fill="#fff"] { fill: #fff; }
svg text.mark { fill: var(--mark); font-weight: 600; }
svg .faint { opacity: .5; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .shortest { stroke: var(--quiet); stroke-width: 1; }
svg .square { shape-rendering: crispEdges; }
svg .wall { fill: var(--raised); stroke: var(--ink); stroke-width: 1; }
svg .rim { fill: none; stroke: var(--ink); stroke-width: 1.5; }
svg .goal { fill: none; stroke: #000; stroke-width: 1.5; }
svg .goal-rim { fill: none; stroke: #fff; stroke-width: 4; }
svg .start, svg .reward { fill: none; stroke: var(--mark); stroke-width: 2.5; }
svg .start { stroke-dasharray: 5 3; }
svg .edge { fill: none; stroke: #000; stroke-opacity: .6; stroke-width: 3.4; stroke-linecap: round; stroke-linejoin: round; }
svg .arrow { fill: none; stroke: #fff; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
svg .dot { fill: #fff; stroke: #000; stroke-opacity: .6; stroke-width: .8; }
svg .reading { fill: none; stroke: var(--accent); stroke-width: 2; }
svg .before { stroke: var(--quiet); stroke-width: 1; }
svg .latest { fill: var(--accent); stroke: var(--paper); stroke-width: 2; }
@media (max-width: 34rem) { body { padding: 1rem .75rem 2rem; } figure { padding: .75rem .6rem; } }
@media (prefers-reduced-motion: no-preference) { progress::-webkit-progress-value { transition: width .25s linear; } }
`;
