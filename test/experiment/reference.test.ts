import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { referencePage } from '../../src/experiment/reference.js';

it('docs/reference.md is what the catalogue says (npm run reference renews it)', () => {
  const path = fileURLToPath(new URL('../../docs/reference.md', import.meta.url));
  expect(readFileSync(path, 'utf8')).toBe(referencePage());
});
