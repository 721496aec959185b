import { describe, it } from 'vitest';
import { expectParts } from '../devices/parts-found.js';

describe('the parts of the noise of synthetic devices', () => {
  it.each([
    ['white', ['read']],
    ['accumulating', ['pulse']],
    ['white-pink', ['read']],
  ])('are found, and their sizes are within their intervals: %s', expectParts);
});
