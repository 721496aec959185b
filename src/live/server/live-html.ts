/** The page, empty: its script fills it. @param script address of the script below that of the page */
export function livePage(script: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>memloop live</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="live.css">
<script type="module" src="${script}"></script>
</head>
<body>
<header>
<p class="brand">memloop · live · <span id="title"></span></p>
<h1 id="answer" aria-live="polite">Waiting for the first numbers.</h1>
<p id="report" hidden>Report: <code id="report-path"></code></p>
<progress id="bar" value="0" max="1" aria-label="share of the work that is done"></progress>
<p id="far" class="quiet">The page connects to memloop.</p>
</header>
<main>
<section id="run" hidden>
<fieldset id="choice"><legend>Condition in the pictures</legend><div id="conditions"></div><p id="more" class="quiet"></p></fieldset>
<div class="lead">
<figure><div id="map" class="picture"></div><figcaption id="map-says"></figcaption></figure>
<figure><div id="curves" class="picture"></div><figcaption id="curves-says"></figcaption></figure>
</div>
<dl id="costs"></dl>
<figure><div id="devices" class="picture"></div><figcaption id="devices-says"></figcaption></figure>
<div class="table" tabindex="0" role="region" aria-label="All conditions"><table>
<thead><tr><th scope="col">condition</th><th scope="col">seeds</th><th scope="col">per episode, at the end [95 %]</th><th scope="col">pulses a seed</th></tr></thead>
<tbody id="rows"></tbody>
</table></div>
</section>
<section id="device" hidden>
<figure><div id="branches" class="picture"></div><figcaption id="branches-says"></figcaption></figure>
</section>
<section id="link-part" hidden><h2>Board</h2><dl id="link"></dl></section>
</main>
<footer class="quiet">Only this computer can open this page. Close it whenever you like: the run goes on.</footer>
<noscript><p>This page needs JavaScript, which comes from memloop alone.</p></noscript>
</body>
</html>
`;
}
