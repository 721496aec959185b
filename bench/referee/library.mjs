// The statistics under test, as built.
const load = (file) => import(new URL(`../../dist/src/analysis/${file}.js`, import.meta.url).href);
const files = [
  'statistics/holm',
  'statistics/interval-estimate',
  'statistics/mean-difference',
  'statistics/seed-resamples',
  'compare/learning',
  'compare/cost-to-reach',
  'compare/steps-at-budget',
];

export const library = Object.assign({}, ...(await Promise.all(files.map(load))));
