export { demoPage } from './demo-page.js';
export { demoIcon, demoStyle } from './demo-style.js';
